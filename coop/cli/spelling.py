"""Groups of options spelled out: a command takes whole groups, and Typer sees each option by itself."""

import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

_EPILOG = "EPILOG"  # of a group: what stands below the help of a command that takes it


def spell_out(command: Callable[..., None]) -> Callable[..., None]:
    """A function of the same name and description that takes each option of the groups that `command` takes."""
    declared = inspect.signature(command).parameters
    parameters = [spelled for each in declared.values() for spelled in _spell_out_parameter(each)]

    def spelled_out(**values: Any) -> None:
        command(**{name: _take(each.annotation, name, values) for name, each in declared.items()})

    spelled_out.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined] # what inspect looks at
    spelled_out.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    spelled_out.__doc__ = command.__doc__
    spelled_out.__name__ = command.__name__
    return spelled_out


def find_epilog(command: Callable[..., None]) -> str | None:
    """What one of the groups that `command` takes says below its help."""
    kinds = (each.annotation for each in inspect.signature(command).parameters.values())
    return next((getattr(kind, _EPILOG) for kind in kinds if hasattr(kind, _EPILOG)), None)


def _spell_out_parameter(parameter: inspect.Parameter) -> Iterator[inspect.Parameter]:
    if is_dataclass(parameter.annotation):
        yield from _spell_out_group(parameter.annotation)
    else:
        yield parameter


def _spell_out_group(group: Any) -> Iterator[inspect.Parameter]:
    for each in fields(group):
        if is_dataclass(each.type):
            yield from _spell_out_group(each.type)
        else:
            kind = inspect.Parameter.KEYWORD_ONLY
            yield inspect.Parameter(each.name, kind, default=each.default, annotation=each.type)


def _take(kind: Any, name: str, values: Mapping[str, Any]) -> Any:
    if is_dataclass(kind) and isinstance(kind, type):
        return kind(**{each.name: _take(each.type, each.name, values) for each in fields(kind)})
    return values[name]
