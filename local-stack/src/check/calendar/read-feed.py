#!/usr/bin/python3
"""What python3-icalendar makes of a calendar: a JSON line for each event, times in UTC."""
import datetime
import json
import sys
import urllib.request

import icalendar


def told(value):
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    return value.isoformat()


with urllib.request.urlopen(sys.argv[1], timeout=20) as answer:
    calendar = icalendar.Calendar.from_ical(answer.read())
for event in calendar.walk("VEVENT"):
    if event.errors:
        raise SystemExit("not understood: %s" % event.errors)
    print(json.dumps({
        "uid": str(event["UID"]),
        "start": told(event["DTSTART"].dt),
        "end": told(event["DTEND"].dt),
        "status": str(event["STATUS"]),
        "summary": str(event["SUMMARY"]),
        "sequence": int(event["SEQUENCE"]),
    }))
