"""What moto holds of what decides whether a call is allowed: `POST /_moto/facts` answers one question.

A question names what it is `about`, and where: `account`, and `region` where the service has Regions. The answer is JSON;
`null` where there is no such thing. Policies are texts, as they were written. Asking changes nothing: a store that does not
exist yet is not made.
"""

from moto.backends import get_backend
from moto.core.base_backend import BackendDict

# The sandbox has Regions of this partition only.
PARTITION = "aws"


def answer(question):
    about = question.pop("about")
    return _ABOUT[about](**question)


def _store(service, account, region):
    """A service's store in an account and Region (or partition); None where nothing was ever done there."""
    backends: BackendDict = get_backend(service)
    return backends[account][region] if account in backends else None


def _iam(account):
    return _store("iam", account, PARTITION)


def _role(account, name):
    iam = _iam(account)
    role = next((role for role in iam.roles.values() if role.name == name), None) if iam else None
    if role is None:
        return None
    return {
        "arn": role.arn,
        "id": role.id,
        "tags": _tags_of(role.tags),
        "trust": role.assume_role_policy_document,
        "identity": _policies(role),
        "boundary": _managed(iam, role.permissions_boundary_arn),
    }


def _user(account, name):
    iam = _iam(account)
    user = iam.users.get(name) if iam else None
    if user is None:
        return None
    groups = [group for group in iam.groups.values() if user in group.users]
    return {
        "arn": user.arn,
        "id": user.id,
        "tags": _tags_of(iam.tagger.list_tags_for_resource(user.arn)["Tags"]),
        "identity": [policy for holder in (user, *groups) for policy in _policies(holder)],
        "boundary": None,
    }


def _policies(holder):
    inline = [{"name": name, "document": document} for name, document in holder.policies.items()]
    attached = [{"name": arn, "document": _document(policy)} for arn, policy in holder.managed_policies.items()]
    return inline + attached


def _managed(iam, arn):
    policy = iam.managed_policies.get(arn) if arn else None
    # A boundary that was deleted allows nothing any more.
    return {"name": arn, "document": _document(policy) if policy else '{"Statement": []}'} if arn else None


def _policy(account, arn):
    iam = _iam(account)
    policy = iam.managed_policies.get(arn) if iam else None
    return {"name": arn, "document": _document(policy)} if policy else None


def _document(policy):
    return next(version.document for version in policy.versions if version.version_id == policy.default_version_id)


def _organization(account):
    """Id and path of the account in its organization, and service control policies from the root to the account."""
    for master in list(get_backend("organizations").keys()):
        store = _store("organizations", master, PARTITION)
        member = next((member for member in store.accounts if member.id == account), None)
        if store.org and member:
            return _membership(store, member)
    return None


def _membership(store, member):
    line = [member]
    while (parent := next((unit for unit in store.ou if unit.id == line[0].parent_id), None)) is not None:
        line.insert(0, parent)
    enabled = any(kind.get("Type") == "SERVICE_CONTROL_POLICY" for kind in line[0].policy_types)
    levels = [
        [
            {"name": policy.arn, "document": policy.content}
            for policy in level.attached_policies
            if policy.type == "SERVICE_CONTROL_POLICY"
        ]
        for level in line
    ]
    return {
        "id": store.org.id,
        "managementAccount": store.org.master_account_id,
        "path": "/".join([store.org.id, *(level.id for level in line[:-1])]) + "/",
        # Policies never restrict the management account, and none is in force before their type is enabled.
        "serviceControl": levels if enabled and member.id != store.org.master_account_id else [],
    }


def _key(account, region, key):
    """A key by id, ARN, alias or alias ARN."""
    store = _store("kms", account, region)
    name = key.split(":", 5)[5] if key.startswith("arn:") else key
    if store is None:
        return None
    identifier = name.removeprefix("key/")
    found = next((each for each in store.keys.values() if each.id == identifier or identifier in each.aliases), None)
    if found is None:
        return None
    return {
        "arn": found.arn,
        "policy": found.policy,
        "aliases": list(found.aliases),
        "tags": _tags_of(store.tagger.list_tags_for_resource(found.id)["Tags"], "TagKey", "TagValue"),
        "managed": found.key_manager == "AWS",
    }


def _bucket(name):
    place = get_backend("s3").bucket_accounts.get(name)
    if place is None:
        return None
    partition, account = place
    bucket = _store("s3", account, partition).buckets[name]
    default = ((bucket.encryption or {}).get("Rule") or {}).get("ApplyServerSideEncryptionByDefault") or {}
    return {
        "account": account,
        "region": bucket.region_name,
        "key": default.get("KMSMasterKeyID"),
        "bucketKey": str(((bucket.encryption or {}).get("Rule") or {}).get("BucketKeyEnabled")).lower() == "true",
        "algorithm": default.get("SSEAlgorithm"),
    }


def _object(bucket, key):
    """Key that encrypts an object; None where AWS's own does."""
    place = get_backend("s3").bucket_accounts.get(bucket)
    stored = _store("s3", place[1], place[0]).buckets[bucket].keys.get(key) if place else None
    encrypted = stored is not None and getattr(stored, "encryption", None) == "aws:kms"
    return {"key": stored.kms_key_id} if encrypted else None


def _ec2(account, region, ids):
    """Tags of resources, by id, and the route table of an association."""
    store = _store("ec2", account, region)
    if store is None:
        return None
    tables = {
        association: table.id
        for table in store.route_tables.values()
        for association in [table.main_association_id, *table._associations]
        if association
    }
    return {
        "tags": {identifier: dict(store.tags.get(identifier, {})) for identifier in [tables.get(i, i) for i in ids]},
        "tables": {identifier: tables[identifier] for identifier in ids if identifier in tables},
    }


def _queue(account, region, name):
    store = _store("sqs", account, region)
    queue = store.queues.get(name) if store else None
    return {"policy": queue.policy, "tags": dict(queue.tags), "key": queue.kms_master_key_id} if queue else None


def _waiting_messages(queues):
    """Numbers of messages that could be received now, in the order of the queues."""
    return [_waiting(**queue) for queue in queues]


def _waiting(account, region, name):
    store = _store("sqs", account, region)
    queue = store.queues.get(name) if store else None
    return len(queue.messages) if queue else 0


def _rules(account, region):
    """Rules of all buses, with their targets."""
    store = _store("events", account, region)
    return None if store is None else _rules_of(store)


def _rules_of(store):
    return [
        {
            "name": rule.name,
            "arn": rule.arn,
            "bus": bus.name,
            "enabled": rule.state != "DISABLED",
            "pattern": rule.event_pattern.dump(),
            "schedule": rule.scheduled_expression,
            "targets": rule.targets,
        }
        for bus in store.event_buses.values()
        for rule in bus.rules.values()
    ]


def _schedules():
    """Everything that is due at times, in all accounts and Regions: rules with schedules, and schedules of the Scheduler."""
    return {
        "rules": [
            {**rule, "account": account, "region": region}
            for account, region, store in _stores("events")
            for rule in _rules_of(store)
            if rule["schedule"]
        ],
        "schedules": [
            {
                "arn": schedule.arn,
                "name": schedule.name,
                "group": schedule.group_name,
                "account": account,
                "region": region,
                "expression": schedule.schedule_expression,
                "zone": schedule.schedule_expression_timezone,
                "enabled": schedule.state != "DISABLED",
                "start": schedule.start_date,
                "end": schedule.end_date,
                "deletes": schedule.action_after_completion == "DELETE",
                "target": schedule.target,
            }
            for account, region, store in _stores("scheduler")
            for group in store.schedule_groups.values()
            for schedule in group.schedules.values()
        ],
    }


def _stores(service):
    """Accounts and Regions in which something was done, with their stores."""
    return [
        (account, region, store)
        for account, regions in list(get_backend(service).items())
        for region, store in list(regions.items())
    ]


def _http_api(id):
    """An API of API Gateway v2 with everything in it; ids are unique over accounts and Regions."""
    return next((api for api in _http_apis() if api["apiId"] == id), None)


def _http_apis():
    return [
        {
            **api.to_json(),
            "account": account,
            "region": region,
            "routes": [route.to_json() for route in api.routes.values()],
            "integrations": [integration.to_json() for integration in api.integrations.values()],
            "authorizers": [authorizer.to_json() for authorizer in api.authorizers.values()],
            "stages": [stage.to_json() for stage in api.stages.values()],
        }
        for account, region, store in _stores("apigatewayv2")
        for api in store.apis.values()
    ]


def _topic(account, region, arn):
    store = _store("sns", account, region)
    topic = store.topics.get(arn) if store else None
    return {"policy": topic.policy, "tags": dict(topic._tags)} if topic else None


def _parameter(account, region, name):
    store = _store("ssm", account, region)
    versions = store._parameters.get(name) if store else None
    if not versions:
        return None
    tags = store._resource_tags.get("Parameter", {}).get(name, {})
    return {"type": versions[-1].parameter_type, "key": versions[-1].keyid, "tags": dict(tags)}


def _log_group(account, region, name):
    store = _store("logs", account, region)
    group = store.groups.get(name) if store else None
    return {"tags": dict(store.tagger.get_tag_dict_for_resource(group.arn))} if group else None


def _tags_of(tags, key="Key", value="Value"):
    listed = tags.values() if isinstance(tags, dict) else tags or []
    return {tag[key]: tag[value] for tag in listed}


_ABOUT = {
    "role": _role,
    "user": _user,
    "policy": _policy,
    "organization": _organization,
    "key": _key,
    "bucket": _bucket,
    "object": _object,
    "ec2": _ec2,
    "queue": _queue,
    "waiting-messages": _waiting_messages,
    "rules": _rules,
    "schedules": _schedules,
    "http-api": _http_api,
    "http-apis": _http_apis,
    "topic": _topic,
    "parameter": _parameter,
    "log-group": _log_group,
}
