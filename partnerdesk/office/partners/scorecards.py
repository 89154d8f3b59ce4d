"""The scorecards that are shipped: what partners are scored by, with weights, vetoes and how to score."""

from __future__ import annotations

from partnerdesk.record.scorecard import Criterion, Group, Template
from partnerdesk.words import N_

_POINTS = (
    N_("Does not meet the demand"),
    N_("Meets it in part, with clear gaps"),
    N_("Meets it on the whole"),
    N_("Meets it well"),
    N_("Meets it fully and leads its field"),
)
_SUPPLY_POINTS = (
    N_("Cannot be accepted"),
    N_("Poor: to be improved before orders go out"),
    N_("Sufficient"),
    N_("Good"),
    N_("Excellent, to be preferred"),
)

TEMPLATES = (
    Template(
        code="admission-factors",
        title=N_("Admission scorecard: factors of a partner"),
        basis=N_("Rules on Business Partners and Alliances, “Admission of business partners”"),
        clauses=("A1",),
        points=_POINTS,
        groups=(
            Group(N_("Reputation"), (
                Criterion(N_("Credit and keeping of promises"), 12_00, N_(
                    "Public credit records, lawsuits and penalties, and what earlier partners report of "
                    "agreements kept or broken."), veto=1),
                Criterion(N_("Standing in the trade"), 8_00, N_(
                    "What customers, associations and the trade press say; awards and complaints of the last "
                    "three years.")),
            )),
            Group(N_("Financial stability"), (
                Criterion(N_("Profit and cash flow"), 10_00, N_(
                    "Audited reports of the last three years: revenue, profit, cash flow from operations.")),
                Criterion(N_("Debts and ability to pay"), 10_00, N_(
                    "Share of debt, overdue loans, guarantees given. One point where debts are overdue or "
                    "enforced."), veto=1),
            )),
            Group(N_("Production capability"), (
                Criterion(N_("Capacity and equipment"), 10_00, N_(
                    "Capacity against what is expected of the partnership, state and age of the equipment.")),
                Criterion(N_("Delivery on time"), 8_00, N_(
                    "Share of deliveries on time in the last twelve months, resilience of its own supply.")),
            )),
            Group(N_("Quality management"), (
                Criterion(N_("Quality system and certificates"), 8_00, N_(
                    "A certified system that is lived: audits, internal checks, corrective measures.")),
                Criterion(N_("Pass rate and complaints"), 9_00, N_(
                    "Pass rate of what was delivered, serious defects, how complaints were closed. One point "
                    "for a serious quality accident."), veto=1),
            )),
            Group(N_("Research and development"), (
                Criterion(N_("Staff and spending on research"), 6_00, N_(
                    "Number and experience of the developers, share of revenue spent on research.")),
                Criterion(N_("Results and patents"), 6_00, N_(
                    "Patents in force, standards contributed to, new products that reached the market.")),
            )),
            Group(N_("Market influence"), (
                Criterion(N_("Share and coverage of the market"), 7_00, N_(
                    "Share in its main market, regions and channels that it reaches.")),
                Criterion(N_("Brand and customers"), 6_00, N_(
                    "How well the brand is known, quality and loyalty of the main customers.")),
            )),
        ),
    ),
    Template(
        code="four-criteria",
        title=N_("Selection scorecard: four criteria"),
        basis=N_("Rules on Working with Partners, “Criteria of selection”"),
        clauses=("C1", "C3"),
        points=_POINTS,
        kinds=("need",),
        groups=(
            Group(N_("Industry fit"), (
                Criterion(N_("Fit of its business with the need"), 15_00, N_(
                    "Whether main business, products and cases answer the requirement document.")),
                Criterion(N_("Fit with our strategy"), 10_00, N_(
                    "Whether its direction of the next years goes with ours.")),
            )),
            Group(N_("Capability of the candidate"), (
                Criterion(N_("Technical strength"), 12_00, N_(
                    "Team, level of technology, patents, a demonstration or prototype.")),
                Criterion(N_("Financial strength"), 10_00, N_(
                    "Revenue, profit, cash flow and financing, from reports or a financial interview.")),
                Criterion(N_("Influence on the market"), 9_00, N_(
                    "Brand, customers, share and reputation in the target market.")),
                Criterion(N_("Running of operations"), 9_00, N_(
                    "Project management, supply chain and quality control, with certificates and cases.")),
            )),
            Group(N_("Qualification of the candidate"), (
                Criterion(N_("Licence, scope of business, permits"), 10_00, N_(
                    "Licence valid, scope covers the co-operation, permits and certificates of the trade at "
                    "hand. One point where one is missing."), veto=1),
                Criterion(N_("Record of operations and law"), 10_00, N_(
                    "Look-ups in the public credit system within thirty days: abnormal operation, serious "
                    "disputes, penalties."), veto=1),
            )),
            Group(N_("Cultural fit"), (
                Criterion(N_("Core values"), 5_00, N_(
                    "Business ethics, view of customers, spirit of innovation.")),
                Criterion(N_("Way of communicating"), 4_00, N_(
                    "Frequency, channels and ways to decisions that both sides can live with.")),
                Criterion(N_("Will to co-operate"), 6_00, N_(
                    "Readiness to share resources, to bear risks together and to put people on the matter.")),
            )),
        ),
    ),
    Template(
        code="strategy-capability-culture",
        title=N_("Fit of a strategic partner: strategy, capability, culture"),
        basis=N_("Process of Strategic Partnerships, “Assessment of fit”"),
        clauses=("E2",),
        points=_POINTS,
        threshold=380,
        kinds=("strategic",),
        groups=(
            Group(N_("Dimension of strategy"), (
                Criterion(N_("Goals over three to five years"), 16_00, N_(
                    "Whether the long-term goals of both sides go together over the period planned."), veto=2),
                Criterion(N_("Weight of the partnership for the partner"), 12_00, N_(
                    "Whether its leadership backs the partnership and has it in plans and budgets.")),
                Criterion(N_("Conflicts of interest"), 10_00, N_(
                    "Competing business, commitments to our competitors. One point where they cannot be "
                    "resolved."), veto=1),
            )),
            Group(N_("Dimension of capability"), (
                Criterion(N_("Complementary resources"), 14_00, N_(
                    "What each side has and the other lacks: patents, channels, capacity; overlap counts "
                    "against it.")),
                Criterion(N_("Working together in development and delivery"), 12_00, N_(
                    "Whether rhythm of development, standards and systems fit each other.")),
                Criterion(N_("Resilience"), 10_00, N_(
                    "Elastic capacity, secured key materials, compliance abroad where it is needed.")),
            )),
            Group(N_("Dimension of culture"), (
                Criterion(N_("Style of decision"), 9_00, N_(
                    "Who decides, how fast and how bindingly, seen in interviews with its leaders.")),
                Criterion(N_("Attitude to risk"), 9_00, N_(
                    "Whether both sides, bold or cautious, can agree on what may be risked.")),
                Criterion(N_("Experience of earlier co-operation"), 8_00, N_(
                    "What earlier projects or the pilot have shown.")),
            )),
        ),
    ),
    Template(
        code="supplier",
        title=N_("Supplier scorecard"),
        basis=N_("Measures for the Upkeep of Business Relations, “Suppliers”"),
        clauses=("D1",),
        points=_SUPPLY_POINTS,
        kinds=("supplier",),
        groups=(
            Group(N_("Qualifications of the supplier"), (
                Criterion(N_("Licences and permits"), 8_00, N_(
                    "Licence, permits and certificates of products, all valid. One point where one is missing"
                    " or expired."), veto=1),
                Criterion(N_("Scale and capacity"), 7_00, N_(
                    "Capacity, stock and staff against the volume that is to be supplied.")),
            )),
            Group(N_("Trustworthiness"), (
                Criterion(N_("Contracts kept"), 10_00, N_(
                    "Deliveries and obligations of the last two years; breaches and how they were settled."), veto=1),
                Criterion(N_("Credit record"), 5_00, N_(
                    "Public records: penalties, enforcement, overdue debts.")),
            )),
            Group(N_("Quality of products"), (
                Criterion(N_("Pass rate on receipt"), 18_00, N_(
                    "Pass rate of the lots received: five points from 99.5 %, three from 97 %, one below 95 "
                    "%."), veto=1),
                Criterion(N_("Consistency and tracing"), 12_00, N_(
                    "Steady from lot to lot; every lot can be traced to its material.")),
            )),
            Group(N_("Price"), (
                Criterion(N_("Level of prices"), 14_00, N_(
                    "Against at least three offers of the same quality.")),
                Criterion(N_("Terms of payment and cost cutting"), 6_00, N_(
                    "Terms of payment; what it offers to lower the cost of both sides.")),
            )),
            Group(N_("Level of service"), (
                Criterion(N_("Punctual delivery"), 10_00, N_(
                    "Share of orders delivered on the day agreed: five points from 98 %, three from 92 %.")),
                Criterion(N_("Answers and after-sales service"), 10_00, N_(
                    "Time until an answer and until a complaint is closed, help on site.")),
            )),
        ),
    ),
    Template(
        code="distributor",
        title=N_("Distributor scorecard"),
        basis=N_("Measures for the Upkeep of Business Relations"),
        clauses=("D1",),
        points=_SUPPLY_POINTS,
        kinds=("distributor",),
        groups=(
            Group(N_("Qualifications and credit"), (
                Criterion(N_("Licences for the trade"), 8_00, N_(
                    "Licence and permits for what is to be sold, all valid. One point where one is missing or"
                    " expired."), veto=1),
                Criterion(N_("Payment on time"), 12_00, N_(
                    "Payments of the last twelve months against the terms agreed."), veto=1),
            )),
            Group(N_("Network of sales"), (
                Criterion(N_("Region and outlets"), 15_00, N_(
                    "Outlets and customers in the region against what was agreed.")),
                Criterion(N_("Sales staff"), 10_00, N_(
                    "Number, training and turnover of the sales staff.")),
            )),
            Group(N_("Results of sales"), (
                Criterion(N_("Sales against target"), 18_00, N_(
                    "Five points from 110 % of the target, three from 95 %, one below 80 %.")),
                Criterion(N_("Stock and turnover"), 7_00, N_(
                    "Stock in days of sales; old stock cleared in time.")),
            )),
            Group(N_("Order of the market"), (
                Criterion(N_("Prices and regions respected"), 12_00, N_(
                    "Sells at agreed prices and in its own region. One point for repeated breaches."), veto=1),
                Criterion(N_("Use of the brand"), 5_00, N_(
                    "Shops, material and advertising follow the rules of the brand.")),
            )),
            Group(N_("Service to customers"), (
                Criterion(N_("Complaints handled"), 8_00, N_(
                    "Complaints closed in the time agreed, none passed over.")),
                Criterion(N_("Reports on the market"), 5_00, N_(
                    "Regular and true reports of sales, stock and the market.")),
            )),
        ),
    ),
)
