"""What is done about a need: candidates proposed and followed, a shortlist drawn up, submitted and decided as one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import String, select, type_coerce

from partnerdesk.office import contents
from partnerdesk.office.letterhead import Named, found, records
from partnerdesk.office.partners.records import Partner
from partnerdesk.office.selection import ranking
from partnerdesk.office.selection.ranking import OUT, Ranked
from partnerdesk.office.selection.records import Candidate, ListedCandidate, Need, Shortlist
from partnerdesk.office.stages import change_stage
from partnerdesk.problems import Refused
from partnerdesk.store import listing
from partnerdesk.store.reader import Reader
from partnerdesk.store.work import Work
from partnerdesk.words import CHINESE, N_, Words

PROPOSED_MOST = 60  # partners that are proposed at once
_GONE = ("exited", "refused", "suspended", "buffer")
_STATE_OF = {"recommend": "recommended", "reserve": "reserve", "decline": "declined"}
_SCORED = N_("Score sheets: {sheets}")
_VETOED = N_("Score sheets: {sheets}; a veto stands")
_UNSCORED = N_("Not scored yet")
_LISTED = N_("Shortlist {number} approved")
_WEIGHED_NO_LONGER = N_("Weighed no longer")
_ONWARD = {"draft": "review", "review": "published", "published": "evaluating", "shortlisted": "met"}


@dataclass(frozen=True)
class Proposed:
    """A partner that may become a candidate."""

    id: int
    name: Named
    stage: str
    industry: str


# -- the need and its candidates


def onward(work: Work, need_id: int, day: date) -> int:
    """Take a need to its next state: reviewed, published on that day, its candidates evaluated, met."""
    draft = listing.draft(work.look, "needs", need_id)
    following = _ONWARD.get(draft["state"])
    if following is None:
        raise Refused(N_("Nothing follows on this state of the need."))
    draft["state"] = following
    if following == "published":
        draft["published"] = draft["published"] or day
    return work.save(draft)


def proposals(look: Reader, need_id: int, kind: str = "", industry: str = "", text: str = "") -> tuple[Proposed, ...]:
    """Partners of a kind, an industry or with a text in them that are not candidates of the need yet."""
    taken = [each.partner_id for each in records(look, Candidate, Candidate.need_id == need_id)]
    statement = select(Partner).where(
        Partner.struck_at.is_(None), Partner.stage.not_in(_GONE), Partner.id.not_in(taken))
    if kind:
        statement = statement.where(type_coerce(Partner.kinds, String).contains(f"|{kind}|", autoescape=True))
    if industry.strip():
        statement = statement.where(Partner.industry.contains(industry.strip(), autoescape=True))
    if text.strip():
        fitting = [id for id, _name, _number in listing.suggest(look, "partners", text.strip(), 10 * PROPOSED_MOST)]
        statement = statement.where(Partner.id.in_(fitting))
    rows = look.rows(statement.order_by(Partner.number, Partner.id).limit(PROPOSED_MOST))
    return tuple(
        Proposed(each.id, Named(each.name, each.english_name or ""), each.stage, each.industry or "")
        for (each,) in rows)


def add_candidates(work: Work, need_id: int, partners: Iterable[int], day: date) -> int:
    """Invite partners as candidates of a need; gives how many were added."""
    taken = {each.partner_id for each in records(work.look, Candidate, Candidate.need_id == need_id)}
    added = [id for id in dict.fromkeys(partners) if id not in taken]
    for partner_id in added:
        work.save(listing.draft(work.look, "candidates", None, need_id=need_id, partner_id=partner_id, invited=day))
    return len(added)


def set_state(work: Work, candidate_id: int, state: str, day: date) -> int:
    """Enter how far a candidate has come; the day of its answer is noted."""
    draft = listing.draft(work.look, "candidates", candidate_id)
    draft["state"] = state
    if state == "answered" and draft["answered"] is None:
        draft["answered"] = day
    return work.save(draft)


# -- the shortlist


def draw_up(
    work: Work, day: date, *, need_id: int | None = None, alliance_id: int | None = None,
    meeting_id: int | None = None,
) -> int:
    """Make a shortlist of the ranked candidates in one step, with rank, result and what follows from them.

    It is about a need, or about those who apply to an alliance. Refused while another such list is undecided.
    """
    ranked = _weighed(work, need_id, alliance_id)
    undecided = records(
        work.look, Shortlist, Shortlist.need_id == need_id if need_id is not None else
        Shortlist.alliance_id == alliance_id, Shortlist.state.in_(("draft", "submitted")))
    if undecided:
        raise Refused(N_("Shortlist {number} is not decided yet."), number=undecided[0].number)
    title = Words(CHINESE)(N_("Shortlist: {subject}"), subject=_subject(work, need_id, alliance_id))
    meeting = meeting_id or next((each.meeting_id for each in ranked if each.meeting_id is not None), None)
    id = work.save(listing.draft(
        work.look, "shortlists", None, title=title[:200], need_id=need_id, alliance_id=alliance_id,
        meeting_id=meeting, dated=day))
    _list(work, id, ranked)
    if need_id is not None:
        need = listing.draft(work.look, "needs", need_id)
        need["state"] = "shortlisted"
        work.save(need)
    return id


def renew(work: Work, shortlist_id: int) -> int:
    """Rank an undecided list anew from the score sheets as they are now; gives how many stand on it.

    Who is weighed no longer, having withdrawn for example, is struck off.
    """
    one = found(work.look, Shortlist, shortlist_id)
    ranked = _weighed(work, one.need_id, one.alliance_id)
    weighed = {each.partner_id for each in ranked}
    for line in lines_of(work.look, shortlist_id):
        if line.partner_id not in weighed:
            work.strike("listed_candidates", line.id, Words(CHINESE)(_WEIGHED_NO_LONGER))
    _list(work, shortlist_id, ranked)
    return len(ranked)


def _weighed(work: Work, need_id: int | None, alliance_id: int | None) -> Sequence[Ranked]:
    if need_id is not None:
        ranked = ranking.of_need(work.look, need_id)
    elif alliance_id is not None:
        ranked = ranking.of_alliance(work.look, alliance_id)
    else:
        raise Refused(N_("Say for which need or which alliance the list is drawn up."))
    ranked = tuple(each for each in ranked if each.state not in OUT)
    if not ranked:
        raise Refused(N_("There are no candidates to be listed yet."))
    return ranked


def _list(work: Work, shortlist_id: int, ranked: Sequence[Ranked]) -> None:
    words = Words(CHINESE)
    there = {each.partner_id: each.id for each in records(
        work.look, ListedCandidate, ListedCandidate.shortlist_id == shortlist_id)}
    for position, each in enumerate(ranked, 1):
        draft = listing.draft(work.look, "listed_candidates", there.get(each.partner_id), shortlist_id=shortlist_id,
                              partner_id=each.partner_id)
        said = _UNSCORED if each.result is None else _VETOED if each.vetoed else _SCORED
        for name, value in (("position", position), ("result", each.result), ("proposal", each.proposal),
                            ("reason", words(said, sheets=each.sheets))):
            draft[name] = value
        work.save(draft)
        if each.candidate_id is not None and each.sheets and each.state in ("invited", "answered", "read"):
            candidate = listing.draft(work.look, "candidates", each.candidate_id)
            candidate["state"] = "scored"
            work.save(candidate)


def _subject(work: Work, need_id: int | None, alliance_id: int | None) -> str:
    if need_id is not None:
        return found(work.look, Need, need_id).title
    return str(found(work.look, contents.record("alliances"), alliance_id).name)


def propose(work: Work, line_id: int, proposal: str) -> int:
    """Enter what is proposed for one candidate of a list."""
    draft = listing.draft(work.look, "listed_candidates", line_id)
    draft["proposal"] = proposal
    return work.save(draft)


def move(work: Work, line_id: int, by: int) -> None:
    """Move a candidate up or down on its list; the ranks of the others follow."""
    one = found(work.look, ListedCandidate, line_id)
    lines = lines_of(work.look, one.shortlist_id)
    at = next(place for place, each in enumerate(lines) if each.id == line_id)
    lines.insert(min(max(at + by, 0), len(lines) - 1), lines.pop(at))
    for position, each in enumerate(lines, 1):
        if each.position != position:
            draft = listing.draft(work.look, "listed_candidates", each.id)
            draft["position"] = position
            work.save(draft)


def lines_of(look: Reader, shortlist_id: int) -> list[ListedCandidate]:
    """The lines of a list in the order of their rank."""
    return records(look, ListedCandidate, ListedCandidate.shortlist_id == shortlist_id,
                   order=[ListedCandidate.position.is_(None), ListedCandidate.position])


def submit(work: Work, shortlist_id: int, day: date) -> int:
    """Submit a list to management."""
    draft = listing.draft(work.look, "shortlists", shortlist_id)
    if draft["state"] != "draft":
        raise Refused(N_("The list has been submitted already."))
    if not lines_of(work.look, shortlist_id):
        raise Refused(N_("The list names nobody yet."))
    draft["state"], draft["submitted"] = "submitted", day
    return work.save(draft)


def approve(work: Work, shortlist_id: int, approver: str, day: date, decision: str | None = None) -> int:
    """Approve a list as one: what was proposed for each candidate becomes its state, and its partner's stage (B2).

    Raises `Unsaved` where one of the four departments was not at the evaluation meeting.
    """
    one = _decided(work, shortlist_id, "approved", approver, day, decision)
    case = contents.record("cases")
    case_id = next((each.id for each in records(work.look, case, case.shortlist_id == shortlist_id)), None)
    listed = {each.partner_id: each.proposal for each in lines_of(work.look, shortlist_id)}
    if one.need_id is not None:
        for each in records(work.look, Candidate, Candidate.need_id == one.need_id):
            if each.state in OUT:
                # Who withdrew after the list was drawn up is not admitted by it.
                listed.pop(each.partner_id, None)
            else:
                set_state(work, each.id, _STATE_OF[listed.get(each.partner_id, "decline")], day)
    reason = Words(CHINESE)(_LISTED, number=one.number or "")
    for partner_id, proposal in listed.items():
        stage = found(work.look, Partner, partner_id).stage
        if proposal == "recommend" and stage in ("prospect", "review"):
            # Whose own case is under way is admitted by that case, not ahead of its last step.
            running = records(work.look, case, case.partner_id == partner_id,
                              case.state.in_(("running", "suspended")))
            change_stage(work, partner_id, "review" if running else "admitted", day, reason, case_id)
        elif proposal == "decline" and one.alliance_id is not None and stage in ("prospect", "review"):
            change_stage(work, partner_id, "refused", day, reason, case_id)
    return shortlist_id


def refuse(work: Work, shortlist_id: int, approver: str, day: date, decision: str | None = None) -> int:
    """Refuse a list as one; its candidates stand where they stood and may be listed anew."""
    _decided(work, shortlist_id, "refused", approver, day, decision)
    return shortlist_id


def _decided(work: Work, shortlist_id: int, state: str, approver: str, day: date, decision: str | None) -> Shortlist:
    draft = listing.draft(work.look, "shortlists", shortlist_id)
    if draft["state"] != "submitted":
        raise Refused(N_("Only a list that was submitted can be decided."))
    for name, value in (("state", state), ("approver", approver), ("decided", day)):
        draft[name] = value
    if decision:
        draft["decision"] = decision
    work.save(draft)
    return found(work.look, Shortlist, shortlist_id)
