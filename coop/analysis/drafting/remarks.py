"""What the one who drafts an agreement should know before it is written, and need not heed."""

from collections.abc import Iterator

from coop.analysis.drafting.background import Background
from coop.analysis.drafting.draft import Draft
from coop.bilingual import Bilingual


def find_remarks(draft: Draft, background: Background) -> Iterator[Bilingual]:
    """That an agreement of the same parties and year is there, and one that has the same source."""
    for each in background.find_alike(draft) if draft.parties else ():
        yield Bilingual(
            f"'{each.id}' is of the same parties and year ({each.date}): results and reviews of it go into its file",
            f"'{each.id}' cũng của các bên này, cùng năm ({each.date}): kết quả, sơ kết của nó thì ghi vào tệp đó",
        )
    for each in background.find_users(draft.url):
        yield Bilingual(f"the address is a source of '{each.id}' already", f"địa chỉ này đã là nguồn của '{each.id}'")
