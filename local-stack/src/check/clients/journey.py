"""Two people on their ways through the product, with nothing but the generated client."""
import datetime
import json
import os
import time
import uuid

import check_catalog
import check_planner
import check_triage
from check_planner import Move, NewBookingRequest, NewChoice, NewMove, NewPlan, Slot
from check_triage import Answer, NewAssessment


def require(holds, what):
    if not holds:
        raise SystemExit("not so: " + what)
    print(what)


def client(module, service, token):
    return module.ApiClient(module.Configuration(host=os.environ[service], access_token=os.environ[token]))


def assess(token, answers):
    given = {name: Answer(value) for name, value in json.loads(os.environ[answers]).items()}
    return check_triage.AssessmentsApi(client(check_triage, "TRIAGE", token)).create_assessment(
        NewAssessment(answers=given))


def self_care():
    questions = check_triage.QuestionnaireApi(client(check_triage, "TRIAGE", "SELF_CARE_TOKEN")).get_questionnaire()
    require(len(questions.sections) > 0, "the questionnaire has sections")
    found = check_catalog.ExercisesApi(
        client(check_catalog, "CATALOG", "SELF_CARE_TOKEN")).get_exercise("cat-cow")
    require(found.slug == "cat-cow", "the catalogue has an exercise")

    assessment = assess("SELF_CARE_TOKEN", "SELF_CARE_ANSWERS")
    require(assessment.disposition == "SELF_CARE", "self-care is enough")
    plan = check_planner.PlansApi(client(check_planner, "PLANNER", "SELF_CARE_TOKEN")).create_plan(NewPlan(
        assessment_id=assessment.id,
        days=["MON", "WED", "FRI"],
        minutes_per_session=20,
        equipment=["RESISTANCE_BAND"],
        contexts=["DESK"],
        experience="NOVICE",
        conditions=[],
        avoid=[],
        can_floor_transfer=True,
    ))
    sessions = sum(len(day.sessions) for day in plan.week)
    require(sessions > 0, "a plan with %d sessions" % sessions)


def visit():
    assessment = assess("VISIT_TOKEN", "VISIT_ANSWERS")
    require(assessment.disposition == "ROUTINE_CLINICIAN", "a clinician has to look")
    person = check_planner.BookingRequestsApi(client(check_planner, "PLANNER", "VISIT_TOKEN"))
    system = check_planner.BookingRequestsApi(client(check_planner, "PLANNER", "INTEGRATOR_TOKEN"))
    begins = datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0) + datetime.timedelta(seconds=20)

    def key():
        return str(uuid.uuid4())

    def slot(start):
        return Slot(
            practitioner=os.environ["PRACTITIONER"], start=start, end=start + datetime.timedelta(minutes=30))

    def is_now(told, state):
        require(told.data.state == state, "the request is " + state)
        return {name.lower(): value for name, value in told.headers.items()}["etag"]

    def moved(tag, move):
        return system.move_booking_request_with_http_info(request, key(), tag, move)

    asked = person.create_booking_request_with_http_info(key(), NewBookingRequest(assessment_id=assessment.id))
    request = asked.data.id
    tag = is_now(asked, "REQUESTED")
    tag = is_now(moved(tag, NewMove(
        move=Move.OFFER, slots=[slot(begins), slot(begins + datetime.timedelta(hours=1))])), "OFFERED")
    slots = person.list_offered_slots(request).slots
    require(len(slots) == 2, "two times are offered")
    tag = is_now(person.choose_slot_with_http_info(
        request, key(), tag, NewChoice(slot_id=slots[0].id)), "BOOKED")
    tag = is_now(moved(tag, NewMove(move=Move.CONFIRM)), "CONFIRMED")
    time.sleep((begins - datetime.datetime.now(datetime.timezone.utc)).total_seconds() + 2)
    is_now(moved(tag, NewMove(move=Move.FULFIL)), "FULFILLED")


self_care()
visit()
