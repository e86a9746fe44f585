// Two people on their ways through the product, with nothing but the generated client.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import * as catalog from './catalog';
import * as planner from './planner';
import * as triage from './triage';

const env = (name: string): string => {
    const value = process.env[name];
    if (!value) throw new Error(name + ' is missing');
    return value;
};
const require_ = (holds: boolean, what: string): void => {
    if (!holds) throw new Error('not so: ' + what);
    console.log(what);
};
const at = (service: string, token: string) => ({ basePath: env(service), accessToken: env(token) });

async function assess(token: string, answers: string): Promise<triage.AssessmentView> {
    return new triage.AssessmentsApi(new triage.Configuration(at('TRIAGE', token)))
        .createAssessment({ newAssessment: { answers: JSON.parse(env(answers)) } });
}

async function selfCare(): Promise<void> {
    const questions = await new triage.QuestionnaireApi(
        new triage.Configuration(at('TRIAGE', 'SELF_CARE_TOKEN'))).getQuestionnaire();
    require_(questions.sections.length > 0, 'the questionnaire has sections');
    const found = await new catalog.ExercisesApi(
        new catalog.Configuration(at('CATALOG', 'SELF_CARE_TOKEN'))).getExercise({ idOrSlug: 'cat-cow' });
    require_(found.slug === 'cat-cow', 'the catalogue has an exercise');

    const assessment = await assess('SELF_CARE_TOKEN', 'SELF_CARE_ANSWERS');
    require_(assessment.disposition === 'SELF_CARE', 'self-care is enough');
    const plan = await new planner.PlansApi(new planner.Configuration(at('PLANNER', 'SELF_CARE_TOKEN'))).createPlan({
        newPlan: {
            assessmentId: assessment.id,
            days: ['MON', 'WED', 'FRI'],
            minutesPerSession: 20,
            equipment: ['RESISTANCE_BAND'],
            contexts: ['DESK'],
            experience: 'NOVICE',
            conditions: [],
            avoid: [],
            canFloorTransfer: true,
        },
    });
    const sessions = plan.week.flatMap((day) => day.sessions).length;
    require_(sessions > 0, 'a plan with ' + sessions + ' sessions');
}

async function visit(): Promise<void> {
    const assessment = await assess('VISIT_TOKEN', 'VISIT_ANSWERS');
    require_(assessment.disposition === 'ROUTINE_CLINICIAN', 'a clinician has to look');
    const person = new planner.BookingRequestsApi(new planner.Configuration(at('PLANNER', 'VISIT_TOKEN')));
    const system = new planner.BookingRequestsApi(new planner.Configuration(at('PLANNER', 'INTEGRATOR_TOKEN')));
    const begins = new Date(Math.ceil(Date.now() / 1000) * 1000 + 20_000);
    const slot = (start: Date): planner.Slot => ({
        practitioner: env('PRACTITIONER'), start, end: new Date(start.getTime() + 30 * 60_000),
    });
    const isNow = async (
        told: planner.ApiResponse<planner.BookingRequest>, state: planner.BookingRequest['state'],
    ): Promise<string> => {
        require_((await told.value()).state === state, 'the request is ' + state);
        return told.raw.headers.get('etag') ?? '';
    };
    const headers = (ifMatch: string) => ({ idempotencyKey: randomUUID(), ifMatch });

    const asked = await person.createBookingRequestRaw({
        idempotencyKey: randomUUID(), newBookingRequest: { assessmentId: assessment.id },
    });
    const id = (await asked.raw.clone().json()).id as string;
    let tag = await isNow(asked, 'REQUESTED');
    tag = await isNow(await system.moveBookingRequestRaw({
        id, ...headers(tag),
        newMove: { move: 'OFFER', slots: [slot(begins), slot(new Date(begins.getTime() + 3_600_000))] },
    }), 'OFFERED');
    const slots = (await person.listOfferedSlots({ id })).slots;
    require_(slots.length === 2, 'two times are offered');
    tag = await isNow(await person.chooseSlotRaw({
        id, ...headers(tag), newChoice: { slotId: slots[0]!.id },
    }), 'BOOKED');
    tag = await isNow(await system.moveBookingRequestRaw({
        id, ...headers(tag), newMove: { move: 'CONFIRM' },
    }), 'CONFIRMED');
    await sleep(begins.getTime() + 2000 - Date.now());
    await isNow(await system.moveBookingRequestRaw({
        id, ...headers(tag), newMove: { move: 'FULFIL' },
    }), 'FULFILLED');
}

selfCare().then(visit).catch(async (failure) => {
    console.error(failure, failure.response ? await failure.response.text() : '');
    process.exit(1);
});
