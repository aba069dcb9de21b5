"""Words that changed, and what that comes to: text in, verdict out.

What each pair comes to was decided before it was run. A pair is a line, before and after.
"""

# ruff: noqa: E501  # a table reads across

from __future__ import annotations

import pytest

from stratdocs.reviewing.choices import chosen
from stratdocs.reviewing.rewording import rewording

WEAKER = """
Ask the safety officer before each release. | Ask the safety officer after each release.
Customers pay nothing. | Customers pay little.
3 nurses at least | 3 nurses at most
Works without signal | Works with signal
The master signs. | The master or mate signs.
The master and the mate sign. | The master or the mate signs.
Reviewed monthly. | Reviewed regularly.
Zero defects | Few defects
Zero defects | Nearly zero defects
100% of orders | Nearly all orders
Die Verwaltung kostet höchstens 10% der Spenden. | Die Verwaltung kostet etwa 10% der Spenden.
Alle Kinder lesen vor | Viele Kinder lesen vor
Die Patenschaft wird sofort beendet. | Die Patenschaft wird bald beendet.
Spenden von Parteien werden nicht angenommen. | Spenden von Parteien werden angenommen.
Kein Kind bleibt zurück | Wenige Kinder bleiben zurück
Jede Schule muss melden. | Jede Schule sollte melden.
Chaque enfant reçoit toujours un livre neuf. | Chaque enfant reçoit un livre neuf si possible.
Chaque enfant reçoit toujours un livre neuf. | Chaque enfant reçoit normalement un livre neuf.
Todos los niños reciben un libro. | La mayoría de los niños recibe un libro.
Todas as crianças devem ler. | Todas as crianças deveriam ler.
No patient gets a dose meant for somebody else | Fewer patients get a dose meant for somebody else
Winter inspections cost our operators no sailing day | Winter inspections cost our larger operators no sailing day
Every screen works offline | Every important screen works offline
Every screen works offline | Every screen should work offline
Every screen works offline | Every screen works offline in Norway
Every screen works offline | Nearly every screen works offline
Every screen works offline | Every screen works offline for an hour
Every screen works offline | Every screen works offline as far as possible
Every screen works offline | Every screen works offline, subject to review
Every screen works offline | Every screen works offline with few exceptions
Every screen works offline | Every screen works offline during the season
Every screen works offline | Every screen works offline for most crews
Every screen works offline | Every screen works offline for paying crews
Every screen works offline | Every new screen works offline
Two nurses check each blood product | Up to two nurses check each blood product
No release without sign-off by the safety officer. | No major release without sign-off by the safety officer.
No release without sign-off by the safety officer. | No release without sign-off by the safety officer or a deputy.
No release without sign-off by the safety officer. | Release without sign-off by the safety officer.
Answers come within 24 hours | Answers come after 24 hours
Answers come within 24 hours | Answers come in about 24 hours
Answers come within 24 hours | Most answers come within 24 hours
Answers come within 24 hours | Answers usually come within 24 hours
Answers come within 24 hours | First answers come within 24 hours
Answers come within 24 hours | Answers come within 24 hours on weekdays
Players own what they build. | Players may own what they build.
Nothing that helps to win is sold for money. | Little that helps to win is sold for money.
Loot boxes | Loot boxes for minors
Loot boxes | Loot boxes in Belgium
A private wing | A large private wing
Every complaint is answered within 5 working days. | Every written complaint is answered within 5 working days.
Cancel the contract if two audits in a row fail. | Review the contract if two audits in a row fail.
Cancel the contract if two audits in a row fail. | Cancel the contract if three audits in a row fail.
Stop lending to new customers. | Slow lending to new customers.
Stop lending to new customers. | Consider stopping lending to new customers.
Stop lending to new customers. | Stop lending to new customers unless the board objects.
Close the branch and move its staff. | Keep the branch and move its staff.
We do not open shops on Sundays | We do not open new shops on Sundays
We do not open shops on Sundays | We rarely open shops on Sundays
We sell no customer data to third parties | We sell no personal customer data to third parties
We sell no customer data to third parties | We sell no customer data to third parties without consent
The board approves every loan above 5 million | The board is informed of every loan above 5 million
The board approves every loan above 5 million | The board approves every loan above 50 million
Wards are cleaned twice a day | Wards are cleaned daily
Wards are cleaned twice a day | Wards are cleaned twice a week
Wards are cleaned twice a day | Wards are cleaned as required
Nurses may stop any operation | Nurses may question any operation
Nurses may stop any operation | Senior nurses may stop any operation
Eliminate cash losses at the tills | Reduce cash losses at the tills
Eliminate cash losses at the tills | Monitor cash losses at the tills
Halve the waiting list for hips | Shorten the waiting list for hips
Guarantee a refund within a week | Offer a refund within a week
Guarantee a refund within a week | Aim for a refund within a week
The council publishes all contracts | The council publishes contracts on request
The council publishes all contracts | The council publishes summaries of all contracts
The council publishes all contracts | The council publishes key contracts
Residents are asked before a street is closed | Residents are told before a street is closed
Residents are asked before a street is closed | Residents are asked where practicable before a street is closed
Complaints must not exceed 40 a month | Complaints must not exceed 40 a week
Complaints must not exceed 40 a month | Upheld complaints must not exceed 40 a month
Complaints must not exceed 40 a month | Complaints should stay near 40 a month
Staff costs stay below 30% of revenue | Staff costs stay below 30% of gross revenue including grants
Staff costs stay below 30% of revenue | Staff costs excluding agency stay below 30% of revenue
Staff costs stay below 30% of revenue | Staff costs trend towards 30% of revenue
An outside auditor checks the stock each quarter | An internal auditor checks the stock each quarter
An outside auditor checks the stock each quarter | An outside auditor checks the stock each year
An outside auditor checks the stock each quarter | An outside auditor spot-checks the stock each quarter
Buy electric buses only | Buy electric buses first
Build our own warehouse rather than rent | Rent rather than build our own warehouse
Price over speed | Speed over price
Because the regulator requires it by June | Because the regulator recommends it by June
Because nine of ten stores lose money on it | Because some stores lose money on it
Two people hold the keys to the vault at all times | One person holds the keys to the vault at all times
Two people hold the keys to the vault at all times | Two people hold the keys to the vault during opening hours
Dr Okafor and the finance director sign off the budget | The finance director signs off the budget
Fall back to the paper process at once | Fall back to the paper process once approved
Backups are restored and tested weekly | Backups are tested weekly
The pharmacy is open to the public around the clock | The pharmacy is open to the public until late
Roll back the release and tell all customers | Roll back the release and tell affected customers
No child waits more than 18 weeks for a first appointment | No child waits much more than 18 weeks for a first appointment
The store manager has the final say on refunds | The store manager has a say on refunds
A pharmacist must sign each order | Each order must be signed for a pharmacist
No shop closes without notice | No shop closes with notice
Ban cash payments above €1m | Ban cash payments above €1bn
Answer once a day | Answer once
Independent review of each death | Review of each death
Rents rise by at most 2% | Rents rise by about 2%
Refund all fares | Refund fares on request
Do not sell the building | Sell the building
Do not sell the building | Do not sell the building below value
Pause hiring until cash is back at 10m | Pause hiring until cash is back at 1m
If churn passes 5%, stop the campaign | If churn passes 5%, the campaign may stop
We will pay for all damage | We would pay for all damage
Answer 9 of 10 calls | Answer 9 or 10 calls
Answer nine in ten calls | Answer nine calls
Open until 22:00 | Open until 20:00
A doctor on each shift | A doctor on shift
No one under 18 works nights | No one under 18 works some nights
Buses leave every ten minutes | Buses leave within ten minutes
Buses leave every ten minutes | Buses leave ten minutes
Grow only by profit | Grow by profit
All four branches stay | Four branches stay
Report errors at once and openly | Report errors at once
"""

NOT_THE_SAME = """
Mit Zustimmung der Eltern | Ohne Zustimmung der Eltern
Under the MIT licence. | Under the licence.
All directors approve each loan. | Any director approves each loan.
Every change is signed by all owners. | Every change is signed by any owner.
One owner a decision. | Owners a decision.
Each patient has one doctor. | Each patient has doctors.
The patient's wish comes before the ward's plan. | The plan of the ward comes before the wish of the patient.
The owner's lawyer asks the client. | The client asks the lawyer of the owner.
Treatment is decided by patients. | Treatment is decided for patients.
Tickets are sold by operators. | Tickets are sold to operators.
We decide on fares. | They decide on fares.
We never sell below their own fare. | We never sell below our own fare.
Cut waits to 20% | Cut waits by 20%
Fees are paid by us. | Fees are paid to us.
Work with the union on each shift. | Work for the union on each shift.
Entries are kept for seven years. | Entries are kept in seven years.
Nothing goes to partners. | Nothing goes by partners.
The board is asked before each sale. | The board is asked at each sale.
Every nurse must check. | Every nurse would check.
We refuse such orders. | We would refuse such orders.
Only the doctor decides. | The doctor just decides.
The skipper only signs the count. | Only the skipper signs the count.
Only adults may enter. | Adults may only enter.
All doses are checked not once but twice. | All doses are checked twice but not once.
No one is left behind. | One is not left behind.
Nurses report to doctors. | Doctors report to nurses.
We choose quality over speed. | We choose speed over quality.
Margin, then growth | Growth, then margin
Safety first, then speed. | Speed first, then safety.
Safety, speed and cost, in that order. | Cost, speed and safety, in that order.
Patients and then visitors | Visitors and then patients
We answer in a day. | We answer by day.
Answer within 5 working days. | Answer within 5 days.
Answer within 5 days. | Answer within 5 working days.
Two signatures each | Two signatures altogether
Free for all pupils. | Free for pupils.
Free for all pupils. | Free for all poor pupils.
Under 10% | At most 10%
At least 3 nurses | 3 nurses
More than 3 nurses | 3 nurses or more
Exactly 3 nurses | Up to 3 nurses
Always offline | Also offline
Works offline | Works online
Works without a signal | Works with a weak signal
Never sold to third parties | Never sold to most third parties
Never sold | Never sold cheaply
Never sold | Never sold again
We do not sell data. | We do not only sell data.
We do not sell data. | We do not yet sell data.
No data is sold. | No personal data is sold.
We never share data with third parties. | We never share raw data with third parties.
Must be signed by the master. | Must be seen by the master.
The master and the mate sign. | The master signs.
Signed by the master, the mate and the owner. | Signed by the master and the owner.
Signed by both parents. | Signed by parents.
Signed by both parents. | Signed by a parent.
Reviewed monthly. | Reviewed when needed.
Reviewed every month. | Reviewed every other month.
Reviewed twice a month. | Reviewed every two months.
Done by 1 May | Done from 1 May
Until the cause is known | Until the next meeting
Stop the roll-out | Pause the roll-out
Stop the roll-out | Slow the roll-out
Stop the roll-out until Henrik agrees | Stop the roll-out unless Henrik agrees
Stop | Stop?
No. | No?
Zero tolerance | Low tolerance
Halve the waits | Reduce the waits
Double the share | Raise the share
Close the gap | Narrow the gap
Eliminate waits | Reduce waits
Cure the disease | Treat the disease
Guarantee delivery | Offer delivery
Ban plastics | Discourage plastics
Ban plastics | Tax plastics
Refuse cash | Prefer cards
Everyone is paid the living wage. | Everyone is paid the minimum wage.
Nobody works on weekends. | Nobody has to work on weekends.
Nobody works on weekends. | Nobody works on both weekends.
Nobody works on weekends. | Nobody works on Sundays.
Aucun bénévole ne reste seul. | Un bénévole reste seul.
Nunca vendemos datos. | A veces vendemos datos.
Every screen works offline | Every screen works offline soon
Every screen works offline | Every screen works offline, in principle
Every screen works offline | Every screen works offline from 2028
Every screen works offline | Every screen works offline once it is affordable
Every screen works offline | Every screen works offline, budget permitting
Every screen works offline | The screens work offline
Every screen works offline | Our goal is that every screen works offline
Every screen works offline | We want every screen to work offline
Every screen works offline | Every screen is meant to work offline
Every screen works offline | Every screen's header works offline
Two nurses check each blood product | Two nurses check blood products
Two nurses check each blood product | Two nurses spot-check each blood product
Two nurses check each blood product | Two nurses check a sample of blood products
Two nurses check each blood product | One nurse checks each blood product
Two nurses check each blood product | Two people check each blood product
Two nurses check each blood product | Two nurses check each imported blood product
No release without sign-off by the safety officer. | No release without sign-off by an officer.
No release without sign-off by the safety officer. | No release without asking the safety officer.
No release without sign-off by the safety officer. | No release without later sign-off by the safety officer.
No release without sign-off by the safety officer. | No release without sign-off for the safety officer.
Answers come within 24 hours | Answers come within 24 working hours
Answers come within 24 hours | Answers begin within 24 hours
Answers come within 24 hours | Answers come within 24 hours of triage
Answers come within 24 hours | Answers come timely
Loans above €250k need two signatures. | Loans above €250k need one signature.
A customer's data never leaves the EU. | A customer's raw data never leaves the EU.
A customer's data never leaves the EU. | A customer's data never leaves the EU or the US.
A customer's data never leaves the EU. | A customer's data never leaves the EU without consent.
A customer's data never leaves the EU. | A customer's data never leaves Europe.
Crunch is forbidden. | Crunch is paid.
Crunch is forbidden. | Crunch needs approval.
Crunch is forbidden. | Crunch is only allowed before a launch.
Players own what they build. | Players use what they build.
Players own what they build. | Players own what they have paid for.
Players own what they build. | We own what players build.
Nothing that helps to win is sold for money. | Nothing that helps to win is sold for real money.
Nothing that helps to win is sold for money. | Nothing that wins is sold for money.
Loot boxes | Random loot boxes
Advertising in the game | Video advertising in the game
Advertising in the game | Advertising in the game by third parties
Close two beds on that ward until the cause is known. | Close two beds on that ward for a day.
Close two beds on that ward until the cause is known. | Close a bed on that ward until the cause is known.
Close two beds on that ward until the cause is known. | Close two beds until the cause is known.
Close two beds on that ward until the cause is known. | Tell the ward to close two beds until the cause is known.
Every complaint is answered within 5 working days. | Every complaint is acknowledged within 5 working days.
Every complaint is answered within 5 working days. | Complaints are answered within 5 working days.
Every complaint is answered within 5 working days. | Every complaint is answered within 5 working days on average.
Beds stay at 310 at most. | Beds stay at 310.
Beds stay at 310 at most. | Beds stay at 310 on average.
Beds stay at 310 at most. | Beds stay at about 310.
Beds stay at 310 at most. | Beds stay at 310 at most, save for emergencies.
Loot boxes | Paid loot boxes
Customers pay nothing. | Customers pay something.
Every complaint is answered within 5 working days. | Every complaint can be answered within 5 working days.
Every screen works offline | Every screen can work offline
Every patient is seen by a consultant within 12 hours of admission | Every patient is seen by a clinician within 12 hours of admission
Every patient is seen by a consultant within 12 hours of admission | Every patient is seen by a consultant within 12 hours of referral
Every patient is seen by a consultant within 12 hours of admission | Every patient is offered a consultant within 12 hours of admission
We sell no customer data to third parties | We share customer data with third parties
The board approves every loan above 5 million | The credit team approves every loan above 5 million
The board approves every loan above 5 million | The board ratifies every loan above 5 million
Buy electric buses only | Buy low-emission buses only
Because patients died waiting | Because patients waited
No child waits more than 18 weeks for a first appointment | No child waits more than 18 weeks for a first contact
Free school meals for all pupils | Subsidised school meals for all pupils
Nurses check doctors | Nurses are checked by doctors
Doctors must check nurses | Doctors must be checked by nurses
The board approves loans | Loans are approved by the board and the bank
Unless the board objects, we sell | Unless we sell, the board objects
We sell only bread | Only we sell bread
We sell data with no consent | We sell data never with consent
Data is shared by us with partners | Partners share data with us
Answer in a day | Answer daily
Pay 40 a month | Pay 40 months
Three times more nurses | Three more nurses
Above 5 million | Above 5 billion
Paid at once | Paid once
Because 2020 was bad | Since 2020 was bad
Residents are asked before a closure | Residents ask before a closure
Tenants are heard before rents rise | Tenants hear before rents rise
Patients are told by doctors | Patients tell doctors
Every loan is approved by the board | Every loan is prepared for the board
Every loan is approved by the board | Every loan is approved for the board
The board is asked | The board asks
Police are called by staff | Police call staff
We pay suppliers within 30 days | We pay suppliers every 30 days
We pay suppliers within 30 days | We pay suppliers within 30 days of approval
We pay suppliers within 30 days | We process invoices within 30 days
Fire the supplier after the second breach | Warn the supplier after the second breach
Fire the supplier after the second breach | Fire the supplier after a serious breach
Free parking for all staff | Parking for all staff
The works council can veto layoffs | The works council can comment on layoffs
Withdraw the drug | Restrict the drug
Do not sell the building | Do not sell the building this year
Do not sell the building | Delay selling the building
We own our branches | We lease our branches
Keep 90 days of cash | Keep 90 days of liquidity
If churn passes 5%, stop the campaign | If churn passes 5%, rethink the campaign
Give every tenant a new kitchen | Give every tenant a kitchen
Publish the full minutes | Publish the minutes
Nurses are asked before a ward moves | Nurses ask before a ward moves
The ward is staffed by two nurses | The ward staffed two nurses
Loans are checked | Loans check
Customers are served first | Customers serve first
Pay within 30 days of delivery | Pay within 30 days after invoice
Staff hold the keys | Staff are held
The council sets rents | Rents are set for the council
We test all medicines before use | We test all medicines in use
Serve the poor first | Serve the poor
Cut waiting to two weeks | Cut waiting in two weeks
Close at 20% loss | Close by 20% loss
Open until 22:00 | Open from 22:00
Sell to no one under 18 | Sell to one under 18
One nurse per bed | One nurse per ward
The mayor herself signs | The mayor signs
The mayor signs | The mayor's office signs
Water is tested by an outside lab | Water is tested by our lab
Water is tested by an outside lab | Water is tested outside the lab
Two doctors must agree | Two doctors must have agreed
Two different doctors must agree | Two doctors must agree
Pay them what they ask | Pay them what we ask
We owe patients the truth | Patients owe us the truth
Never more than 3 on a ward | Never 3 on a ward
Keep the hospital public | Keep the hospital open to the public
Rents stay as they are | Rents stay as they were planned
All of the branches stay | All but one of the branches stay
The last branch stays open | The branch stays open
Fees end in March | Fees end by March
Fees end in March | Fees end after March
Return every deposit in full | Return every deposit in part
Fund it from profits | Fund it with profits
Fund it from profits | Fund it for profits
Approve in writing | Approve
Approve in writing | Approve in a meeting
"""

SAME = """
Answer within 24 hours. | Answer within a day.
At most 10% | Up to 10%
At least 3 nurses | Minimum 3 nurses
Finished only. | Finished, only
Yes, we will. | Yes, we will!
Die Patenschaft wird sofort beendet. | Die Patenschaft wird unverzüglich beendet.
Without any exception | Without exceptions
We don't sell data. | We do not sell data.
The organisation's rules | The rules of the organisation
The safety officer's sign-off comes first | The sign-off of the safety officer comes first
Nobody is moved at night. | No one is moved at night.
Every patient has a name band. | Each patient has a name band.
Over 90% of calls | More than 90% of calls
within 24 h | within 24 hours
Talk to customers weekly | Talk with customers weekly
e-mail answered in 2 days | email answered in two days
Quality and speed for crews | Speed and quality for crews
Fulfill orders on time | Fulfil orders on time
In winter we plan, and in summer we sail. | In summer we sail, and in winter we plan.
5,000 euros a year | 5000 euros a year
Patients come first | Patients come first.
We refuse gifts from suppliers | We refuse gifts from suppliers!
A nurse per bed | One nurse per bed
We don’t use cookies | We don't use cookies
10 % of turnover | 10% of turnover
Customer-owned data | Customer owned data
at least five people | no fewer than five people
Loans above €250k need two signatures. | Loans over €250,000 need two signatures.
No release without sign-off by the safety officer. | No release without the safety officer's sign-off.
A customer's data never leaves the EU. | Customers' data never leave the EU.
Our organisation's programme centre | Our organization's program center
We'll never charge pupils. | We will never charge pupils.
Two to four bets at a time | 2 to 4 bets at a time
by 31 December | by December 31
Pupils, parents and teachers | Teachers, pupils and parents
It's signed by the master | It is signed by the master
Crews in Norway and Scotland | Crews in Scotland and Norway
no more than ten | at most 10
€1.5M a year | €1,500,000 a year
Every vessel is checked before departure. | Before departure, every vessel is checked.
The nurse's right to stop a dose | The right of the nurse to stop a dose
Staff choose their shifts | Employees choose their shifts
Customers get an answer | Clients get an answer
signup is free | sign-up is free
Every patient is seen by a consultant within 12 hours of admission | Each patient is seen by a consultant within 12 hours of admission
Every patient is seen by a consultant within 12 hours of admission | A consultant sees every patient within 12 hours of admission
Every patient is seen by a consultant within 12 hours of admission | Every patient is seen by a consultant within 12 h of admission
Cancel the contract if two audits in a row fail. | Cancel the contract if 2 audits in a row fail
Cancel the contract if two audits in a row fail. | If two audits in a row fail, cancel the contract.
Cancel the contract if two audits in a row fail. | Cancel the contract if two consecutive audits fail.
Stop lending to new customers. | Stop lending to new customers!
We do not open shops on Sundays | We don't open shops on Sundays
We do not open shops on Sundays | On Sundays we do not open shops
We sell no customer data to third parties | We do not sell customer data to third parties
We sell no customer data to third parties | We never sell customer data to third parties
The board approves every loan above 5 million | Every loan above 5 million is approved by the board
The board approves every loan above 5 million | The Board approves every loan over 5 million
The board approves every loan above 5 million | The board approves every loan above 5m
Wards are cleaned twice a day | Wards are cleaned two times a day
Wards are cleaned twice a day | Wards are cleaned twice daily
Wards are cleaned twice a day | The wards are cleaned twice a day
Eliminate cash losses at the tills | Eliminate cash losses at tills
Halve the waiting list for hips | Cut the waiting list for hips by half
Guarantee a refund within a week | Guarantee a refund within 7 days
Guarantee a refund within a week | Guarantee a refund within one week
The council publishes all contracts | All contracts are published by the council
The council publishes all contracts | The council publishes every contract
Complaints must not exceed 40 a month | Complaints must not exceed 40 per month
Complaints must not exceed 40 a month | Complaints must not exceed 40/month
Staff costs stay below 30% of revenue | Staff costs stay below 30 percent of revenue
Staff costs stay below 30% of revenue | Staff costs stay under 30 % of revenue
An outside auditor checks the stock each quarter | An external auditor checks the stock each quarter
An outside auditor checks the stock each quarter | An outside auditor checks the stock every quarter
Buy electric buses only | Buy only electric buses
Because the regulator requires it by June | Since the regulator requires it by June
Dr Okafor and the finance director sign off the budget | The finance director and Dr Okafor sign off the budget
The pharmacy is open to the public around the clock | The pharmacy is open to the public 24 hours a day
The program is organized by the labor office | The programme is organised by the labour office
Free school meals for all pupils | Free school meals for all pupils.
Open the “night” clinic – in both towns | Open the "night" clinic - in both towns
Recieve and acknowlege every claim within 2 days | Receive and acknowledge every claim within 2 days
The mayor opens every meeting with a report | Every meeting is opened by the mayor with a report
A pharmacist must sign each order | Each order must be signed by a pharmacist
We keep no cash in the shop | We do not keep cash in the shop
The clinic takes no walk-ins | The clinic does not take walk-ins
When stock runs out, phone the depot | Phone the depot when stock runs out
Before a loan is paid out, call the customer | Call the customer before a loan is paid out
Review quarterly | Review every quarter
At most 3 complaints per day | At most 3 complaints/day
Hire local staff only | Hire only local staff
Fewer than 2 falls a week | Less than two falls per week
€3m a year | €3 million a year
Daily checks of the fridge | Checks of the fridge every day
Two successive failures | Two consecutive failures
The board shall approve the budget | The board must approve the budget
All staff receive training | Training is received by all staff
The comittee decides | The committee decides
The shop is open daily | The shop is open every day
No loan is paid out without two signatures | Without two signatures no loan is paid out
Our nurses aren't moved | Our nurses are not moved
Trams run every 10 min | Trams run every 10 minutes
Nurses may stop any operation | Nurses can stop any operation
Grow only by profit | Grow by profit only
"""


def pairs(table: str) -> list[tuple[str, ...]]:
    return [tuple(line.split(" | ")) for line in table.strip().splitlines()]


@pytest.mark.parametrize(("before", "after"), pairs(WEAKER))
def test_words_that_promise_less_are_recognised(before: str, after: str) -> None:
    assert rewording(before, after).verdict in ("weaker", "opposite", "moved")


@pytest.mark.parametrize(("before", "after"), pairs(NOT_THE_SAME))
def test_words_that_promise_something_else_are_neither_style_nor_more(
    before: str, after: str
) -> None:
    found = rewording(before, after)

    assert found.verdict not in ("same", "stronger")
    assert found.words


@pytest.mark.parametrize(("before", "after"), pairs(SAME))
def test_spelling_and_style_are_nothing(before: str, after: str) -> None:
    assert rewording(before, after).verdict == "same"


def test_signs_that_do_not_show_change_nothing() -> None:
    assert rewording("höchstens zehn", "ho\u0308chstens zehn").verdict == "same"
    assert rewording("without sign-off", "with\u043eut sign-\u00adoff").verdict == "same"


def test_signs_that_turn_the_text_round_are_shown() -> None:
    found = rewording("nobody works on weekends", "\u202enobody\u202c works on weekends")

    assert found.verdict == "other"
    assert found.words == "“U+202E, which changes the direction of the text,” was added"


@pytest.mark.parametrize(
    ("choice", "option"),
    [
        ("Crews' own phones, with twelve loan phones.", "Crews' own phones"),
        ("A gate with a partner, with twelve loan phones.", "Gates with a partner"),
        ("We lend scanners to everybody.", None),
    ],
)
def test_a_choice_takes_the_option_that_it_names_first(choice: str, option: str | None) -> None:
    options = ("Gates with a partner", "Loan scanners", "Crews' own phones")

    assert chosen(options, choice) == option
