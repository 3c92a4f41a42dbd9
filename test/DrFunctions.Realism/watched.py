"""A record of an earlier version: the plan was watched before, so its signals count although they are down from the start."""

import json

ITEM = {
    "pk": {"S": "plan#shop"}, "sk": {"S": "record"}, "version": {"N": "1"}, "owner": {"S": ""}, "schema": {"N": "1"},
    "body": {"S": json.dumps({"plan": "shop", "phase": "Watching"})}}
