"""Which times are ours: a message says by when only where one of its times belongs to a promise of ours."""

import pytest

from toolkit.language import Prose
from toolkit.language.promises import timed

KINDS = {"S": "subject", "F": "first-reply", "A": "apology"}

WITHOUT = """
F We'll get back to you soon.
F I'm looking into this now and will update you shortly.
F Your 30-day trial is still running. We will check what happened.
F You ordered on Monday and nothing has come. I've asked the depot to trace it.
F Please reply within 7 days so that we can keep your slot. We'll take it from there.
F Our lines are open from 9 am to 5 pm, Monday to Friday. A colleague will call you.
F We wrote to you yesterday. We're on it.
A We're sorry the site was down for two hours on Tuesday. We have credited your account.
A Sorry we sent the wrong size. A new one is on its way.
A On 3 March we charged you twice. That was our mistake and we'll put it right.
F Our support team is here 24/7. We'll be in touch as soon as possible.
F If you haven't heard from us by Friday, ring us.
F Your flight is at 6 am tomorrow, so I'm on it.
F You need it by Saturday. I'm checking with the warehouse.
F Can you send us a photo by Thursday? Then we'll decide.
F The code expires in 24 hours. I'll keep looking.
F We opened in 2015 and nobody has reported this before. I'll check.
F Your subscription renews on 3 March. I'm looking at why you were billed early.
F You have 14 days to send it back. We'll refund you then.
F The invoice is due on Friday. Our billing team will look at the amount.
S Your parcel
S We've got your message
S Your order from Tuesday: we're looking into it
S Reminder: your appointment on Monday
S Confirm your address by Friday
S About your 3-year guarantee claim
F You've been a customer for six years, and we'll sort this out.
F Your parcel was scanned in Leeds at 4:15 pm on Monday. We're asking the carrier where it went next.
A It took us three weeks to answer you. We've changed how we work.
F You told us the heating went off at 10 last night. An engineer will visit.
F We need your meter reading by the end of the month. Then we can correct the bill.
F Keep the fridge closed for 4 hours. We'll send somebody.
F I see you waited 45 minutes on the phone. I'm taking this over now.
F Check back tomorrow for the latest status.
F We promised you an answer within 24 hours and missed that. I'm picking it up.
F You can cancel within 14 days. I'll look at your options.
F The offer ends at midnight. We'll look at the voucher for you.
A We emailed you at 9 this morning with the wrong link. We're sorry.
F In due course our team will come back to you.
F I joined the team in May. I'll check.
"""

WITH = """
F We'll get back to you within 24 hours.
F I'll call you by 5 pm today.
F Our billing team will refund the second charge in the next two business days.
F You'll have it by Friday.
F I'm checking with the depot and will write again tomorrow morning.
A Your refund was issued today.
A I refunded the £14.20 this morning.
A We credited £20 to your account on Monday.
F I'm sending a new one. It reaches you Thursday.
F You'll hear from Priya before the end of the day.
F A courier collects it tomorrow between 9 and 12.
F Expect an answer from me by {{ eta }}.
F Please allow 3–5 working days for the money to show.
F It takes two working days to reach your bank.
F My next update is at 4 pm.
F I have it on my desk. By noon you will know where it is.
F I've booked an engineer for Thursday, 8 am to 12.
S Resolution within 24 hours
S Your refund: in your account by Friday
S Update on your boiler by 5 pm today
S New card on its way, arriving Tuesday
S We're on it: an answer by tomorrow noon
S Your replacement ships tonight
F We'll have you back online in ten minutes.
F Give me an hour and I'll have an answer.
F Let me dig into this and come back to you before lunch.
F The fix goes live on 3 March.
F Over the next hour I'll go through your logs.
F We will let you know before you land.
F The same day your form reaches us, we'll pay it out.
F We usually reply in one working day.
F Your new router leaves our warehouse tonight and should be with you on Wednesday.
A We've refunded you in full; the money lands within five days.
F Our technician will be with you between 2 and 4 this afternoon.
F I'll find out what happened by Friday.
F If the part is in stock, we will fix it on Tuesday.
F Within the hour, someone from claims will ring you.
F I shall write again no later than Wednesday.
F By close of business tomorrow, the duplicate will be gone.
F I'm on shift until six and will have this sorted before I leave.
F The plumber's coming first thing Monday.
A A replacement left us this morning.
F Service will be restored by 18:00.
F Your deposit should be back on your card in 2-3 days.
F 48 hours at most, and you'll have our decision.
F We aim to answer every complaint within five working days.
F We're meeting the carrier at 3 pm and I'll email you straight after.
F Come Thursday, you'll have it.
F Tomorrow I'll call the school office myself.
F I will ring you at half past three.
F Everything should work again in under an hour.
F Next week Maria will send you the corrected statement.
F We will reply on or before 12/04/2026.
F You can collect it from Saturday.
"""


def prose(case: str) -> Prose:
    kind, text = KINDS[case[0]], case[2:]
    return Prose.of("", text, kind=kind) if kind == "subject" else Prose.of(text, kind=kind)


@pytest.mark.parametrize("case", WITHOUT.strip().splitlines())
def test_no_promise_of_ours_says_when(case: str) -> None:
    message = prose(case)
    assert [[time.span.of(message.text) for time in promise.times] for promise in timed(message)] == []


@pytest.mark.parametrize("case", WITH.strip().splitlines())
def test_a_promise_of_ours_says_when(case: str) -> None:
    assert list(timed(prose(case)))
