"""Every action names its facts and who does it, and leaves a trace."""

import ast
from collections.abc import Iterable, Iterator

from .source import Module, modules

# Public functions in `actions.py` that change nothing by themselves, or for nobody: and why.
NOT_BY_A_PERSON: dict[str, str] = {
    "directory/organizations/actions.py:index_organization": "renews the search text inside another action",
    "directory/places/actions.py:index_place": "renews the search text inside another action",
    "directory/services/actions.py:refresh": "saves what follows from the words inside another action",
    "directory/services/actions.py:index_service": "renews the search text inside another action",
    "link_work/cases/actions.py:note_contact": "a part of recording a visit, which says by whom",
    "link_work/cases/actions.py:date_by_rhythm": "computes a date",
    "link_work/index/actions.py:pieces_of_text": "computes tokens",
    "link_work/index/actions.py:pieces_of_person": "computes tokens",
    "link_work/index/actions.py:replace": "renews tokens inside another action",
    "link_work/people/actions.py:pieces_of": "computes tokens",
    "link_work/people/actions.py:index_person": "renews tokens inside another action",
    "link_work/visits/actions.py:correction_place": "computes where a draft is kept",
    "link_work/visits/actions.py:draft_place": "computes where a draft is kept",
    "postbox/letters/actions.py:content_key": "computes a key",
}
# Actions of the confidential wing that need no entry of their own: and why.
WITHOUT_A_TRACE: dict[str, str] = {
    "link_work/referrals/lesson_actions.py:remember_suggestion": "the directory's own action leaves it",
    "link_work/referrals/letter_actions.py:print_letter": "the ledger's own action leaves it",
    "link_work/drafts/actions.py:keep_draft": "one's own typing, before it says anything of anybody",
    "link_work/drafts/actions.py:drop_draft": "as above; sending the form is what leaves a trace",
}


def actions() -> list[Module]:
    return [*modules("actions.py"), *modules("*_actions.py")]


def public(module: Module) -> Iterator[ast.FunctionDef]:
    functions = (node for node in module.tree.body if isinstance(node, ast.FunctionDef))
    return (function for function in functions if not function.name.startswith("_"))


def positional(sources: Iterable[Module]) -> list[str]:
    return [
        f"{module.name}:{action.name}"
        for module in sources
        for action in public(module)
        if action.args.args or action.args.posonlyargs or action.args.vararg
    ]


def without_by(sources: Iterable[Module]) -> list[str]:
    return [
        f"{module.name}:{action.name}"
        for module in sources
        for action in public(module)
        if "by" not in {argument.arg for argument in action.args.kwonlyargs}
    ]


def _called(function: ast.FunctionDef) -> set[str]:
    calls = (node.func for node in ast.walk(function) if isinstance(node, ast.Call))
    return {call.attr if isinstance(call, ast.Attribute) else getattr(call, "id", "") for call in calls}


def traceless(sources: Iterable[Module]) -> list[str]:
    """Actions from which no call leads to `record`, through whatever actions and private functions."""
    sources = list(sources)
    calls: dict[str, set[str]] = {}
    # What several actions of one room share stands beside them.
    for module in [*sources, *modules("writing.py")]:
        for node in module.tree.body:
            if isinstance(node, ast.FunctionDef):
                calls.setdefault(node.name, set()).update(_called(node))
    tracing = {"record"}
    while more := {name for name, called in calls.items() if called & tracing} - tracing:
        tracing |= more
    return [f"{m.name}:{a.name}" for m in sources for a in public(m) if a.name not in tracing]


def confidential() -> list[Module]:
    return [module for module in actions() if module.name.startswith("link_work/")]


def test_actions_take_their_facts_by_name() -> None:
    assert [name for name in positional(actions()) if name not in NOT_BY_A_PERSON] == []


def test_actions_say_by_whom() -> None:
    assert [name for name in without_by(actions()) if name not in NOT_BY_A_PERSON] == []


def test_actions_of_the_confidential_wing_leave_a_trace() -> None:
    known = {*NOT_BY_A_PERSON, *WITHOUT_A_TRACE}
    assert [name for name in traceless(confidential()) if name not in known] == []


def test_the_lists_of_exceptions_only_shrink() -> None:
    faults = {*positional(actions()), *without_by(actions()), *traceless(confidential())}
    assert sorted({*NOT_BY_A_PERSON, *WITHOUT_A_TRACE} - faults) == []


PLANTED = Module(
    "link_work/planted/actions.py",
    "def good(*, by):\n    _trace(by)\n\n"
    "def _trace(by):\n    record(by=by)\n\n"
    "def bad(case):\n    case.save()\n",
)


def test_an_action_by_position_is_noticed() -> None:
    assert positional([PLANTED]) == ["link_work/planted/actions.py:bad"]


def test_an_action_by_nobody_is_noticed() -> None:
    assert without_by([PLANTED]) == ["link_work/planted/actions.py:bad"]


def test_an_action_without_a_trace_is_noticed() -> None:
    assert traceless([PLANTED]) == ["link_work/planted/actions.py:bad"]
