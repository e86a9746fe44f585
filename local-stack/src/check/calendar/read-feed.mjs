// What ical.js makes of a calendar: a JSON line for each event, times in UTC, reckoned by the clocks that the calendar tells.
import ICAL from 'ical.js';

const answer = await fetch(process.argv[2]);
if (!answer.ok) throw new Error('HTTP ' + answer.status);
const calendar = new ICAL.Component(ICAL.parse(await answer.text()));
for (const zone of calendar.getAllSubcomponents('vtimezone')) {
    ICAL.TimezoneService.register(zone);
}
const told = (time) => time.isDate ? time.toString() : time.toJSDate().toISOString().replace('.000', '');
for (const one of calendar.getAllSubcomponents('vevent')) {
    const event = new ICAL.Event(one);
    console.log(JSON.stringify({
        uid: event.uid,
        start: told(event.startDate),
        end: told(event.endDate),
        status: one.getFirstPropertyValue('status'),
        summary: event.summary,
        sequence: event.sequence,
    }));
}
