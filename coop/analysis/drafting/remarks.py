"""What the one who drafts an agreement should know before it is written, and need not heed."""

from collections.abc import Iterator
from datetime import date

from coop.analysis.drafting.background import Background
from coop.analysis.drafting.draft import Draft
from coop.bilingual import Bilingual

_DATE = Bilingual("the date", "ngày của thỏa thuận")
_PUBLISHED = Bilingual("the day of publication", "ngày đăng")
_AHEAD = Bilingual("{what} {when} is after today, {today}", "{what} {when} sau hôm nay, {today}")


def find_remarks(draft: Draft, background: Background, *, as_of: date) -> Iterator[Bilingual]:
    """That a date lies ahead, that an agreement of the same parties and year is there, or one of the same source."""
    for what, when in ((_DATE, draft.date), (_PUBLISHED, draft.published)):
        if when is not None and when.first_day > as_of:
            yield _AHEAD.fill(what=what, when=str(when), today=as_of.isoformat())
    for each in background.find_alike(draft) if draft.parties else ():
        yield Bilingual(
            f"'{each.id}' is of the same parties and year ({each.date}): results and reviews of it go into its file",
            f"'{each.id}' cũng của các bên này, cùng năm ({each.date}): kết quả, sơ kết của nó thì ghi vào tệp đó",
        )
    for each in background.find_users(draft.url):
        yield Bilingual(f"the address is a source of '{each.id}' already", f"địa chỉ này đã là nguồn của '{each.id}'")
