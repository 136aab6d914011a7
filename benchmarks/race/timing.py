"""A scene, round after round: each command in turn, so that all of them meet the machine in the same mood."""

from collections.abc import Sequence
from statistics import median

from race.processes import Command, Missing, Taken, measure_memory, time_command
from race.rows import Scene
from race.table import Measured, Row

_SLOW_SECONDS, _SLOW_ROUNDS = 20.0, 2


def run_scene(scene: Scene, *, rounds: int) -> list[Row]:
    """The rows of a scene, one for each peer."""
    if isinstance(scene.own, Missing):
        return [Row(scene.what, scene.on, scene.own.name, failure=scene.own.why, is_skipped=True)]
    there = [each.peer for each in scene.peers if isinstance(each.peer, Command)]
    own_times, peer_times = _time(scene, scene.own, there, rounds)
    own = _summarise(scene.own, own_times)
    rows = []
    for against in scene.peers:
        if isinstance(against.peer, Missing):
            rows.append(Row(scene.what, scene.on, against.peer.name, failure=against.peer.why, is_skipped=True))
            continue
        times = peer_times[against.peer.name]
        pairs = zip(own_times, times, strict=False)
        ratio = median(mine.seconds / theirs.seconds for mine, theirs in pairs)
        peer = _summarise(against.peer, times)
        rows.append(Row(scene.what, scene.on, against.peer.name, against.at_most, ratio, own, peer))
    return rows + _compare_growth(scene, own, rows)


def _summarise(command: Command, times: Sequence[Taken]) -> Measured:
    """The median of the times, and the memory, measured apart where that does not take long."""
    seconds = median(each.seconds for each in times)
    return Measured(seconds, measure_memory(command) if seconds < _SLOW_SECONDS else times[0].megabytes)


def _time(
    scene: Scene, own: Command, peers: Sequence[Command], rounds: int
) -> tuple[list[Taken], dict[str, list[Taken]]]:
    """The times of all rounds; the first run of each quick command is not counted, it warms caches and the index."""
    own_times: list[Taken] = []
    peer_times: dict[str, list[Taken]] = {peer.name: [] for peer in peers}
    with scene.changing() as change:
        for command in (own, *peers):
            if command.is_quick:
                time_command(command)
        for _ in range(rounds):
            change()
            own_times.append(time_command(own))
            for peer in peers:
                times = peer_times[peer.name]
                if len(times) < _SLOW_ROUNDS or times[0].seconds < _SLOW_SECONDS:
                    times.append(time_command(peer))
    return own_times, peer_times


def _compare_growth(scene: Scene, own: Measured, rows: Sequence[Row]) -> list[Row]:
    """How many times as much more memory than an empty dataset the larger of two takes."""
    growth = scene.growth
    peer = rows[0].peer if rows else None
    if growth is None or peer is None or isinstance(growth.empty, Missing):
        return []
    base = measure_memory(growth.empty)
    ratio = (own.megabytes - base) / max(peer.megabytes - base, 0.1)
    against = f"{rows[0].against}, memory above {base:,.0f} MB"
    return [Row(scene.what, scene.on, against, growth.at_most, ratio, own, peer)]
