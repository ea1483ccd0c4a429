"""Writes short-lived AWS credentials for this job, from the job's own identity. No key is stored anywhere.

GitHub (github.com and Enterprise Server) hands out the identity token on request, GitLab puts it into SMUS_ID_TOKEN. AWS
exchanges it for credentials of the role SMUS_ROLE_ARN, whose trust policy names this repository's environment. They go into the
file AWS_SHARED_CREDENTIALS_FILE, where Terraform and every AWS client look.

Private certificate authorities: SSL_CERT_FILE for the code host, AWS_CA_BUNDLE for AWS. Proxies: HTTPS_PROXY and NO_PROXY.
"""

from __future__ import annotations

import base64
import json
import os
import re
import ssl
import sys
import urllib.error
import urllib.parse
import urllib.request
import xml.etree.ElementTree as ElementTree
from typing import Callable, Mapping, NamedTuple

from tools.use_case import Problem, load_use_case, place_of

AUDIENCE = "sts.amazonaws.com"
ROLE = re.compile(r"arn:(aws[a-z-]*):iam::(\d{12}):role/[\w+=,.@/-]+")
# Long enough for an endpoint with a large model; the role may allow less, and then AWS says so.
SECONDS = 3600

Send = Callable[[urllib.request.Request], bytes]


class Credentials(NamedTuple):
    """Credentials of a role for a limited time."""

    key_id: str
    secret: str
    session: str
    ends: str


def identity_token(environment: Mapping[str, str], send: Send) -> str:
    """The identity token of the running job."""
    given = environment.get("SMUS_ID_TOKEN", "")
    if given:
        return given
    address = environment.get("ACTIONS_ID_TOKEN_REQUEST_URL", "")
    secret = environment.get("ACTIONS_ID_TOKEN_REQUEST_TOKEN", "")
    if not address or not secret:
        raise Problem(
            "this job has no identity token: GitHub gives one to jobs with the permission id-token: write, "
            "GitLab to jobs with id_tokens: SMUS_ID_TOKEN"
        )
    separator = "&" if "?" in address else "?"
    request = urllib.request.Request(
        f"{address}{separator}audience={urllib.parse.quote(AUDIENCE)}",
        headers={"Authorization": f"Bearer {secret}", "Accept": "application/json"},
    )
    value = json.loads(send(request)).get("value")
    if not isinstance(value, str) or not value:
        raise Problem("the code host gave no identity token")
    return value


def role_of(environment: Mapping[str, str], account: str) -> str:
    """The role of this environment, which must be one of the stage's account."""
    role = environment.get("SMUS_ROLE_ARN", "")
    match = ROLE.fullmatch(role)
    if match is None:
        raise Problem(
            f"SMUS_ROLE_ARN: got {json.dumps(role)}; allowed: the ARN of a role; fix: set the variable in the environment "
            "of this job on the code host"
        )
    if match.group(2) != account:
        raise Problem(
            f"SMUS_ROLE_ARN: got a role of account {match.group(2)}; allowed: account {account} of usecase.json; fix: "
            "correct the variable of this environment"
        )
    return role


def sts_address(region: str, environment: Mapping[str, str]) -> str:
    """Address of AWS STS in a Region; AWS_ENDPOINT_URL_STS and AWS_ENDPOINT_URL name another one, as for AWS's own clients."""
    for name in ("AWS_ENDPOINT_URL_STS", "AWS_ENDPOINT_URL"):
        if environment.get(name):
            return environment[name]
    suffix = "amazonaws.com.cn" if region.startswith("cn-") else "amazonaws.com"
    return f"https://sts.{region}.{suffix}/"


def session_name(environment: Mapping[str, str]) -> str:
    """Name of the session in CloudTrail: the run of GitHub or the job of GitLab."""
    run = environment.get("GITHUB_RUN_ID") or environment.get("CI_JOB_ID") or "unknown"
    return f"smus-ci-{run}"


def assume_request(role: str, token: str, region: str, environment: Mapping[str, str]) -> urllib.request.Request:
    """The request that exchanges a token. It is sent as a body: addresses end up in logs."""
    form = {
        "Action": "AssumeRoleWithWebIdentity",
        "Version": "2011-06-15",
        "RoleArn": role,
        "RoleSessionName": session_name(environment),
        "WebIdentityToken": token,
        "DurationSeconds": str(SECONDS),
    }
    return urllib.request.Request(
        sts_address(region, environment),
        data=urllib.parse.urlencode(form).encode(),
        headers={"Content-Type": "application/x-www-form-urlencoded"},
        method="POST",
    )


def parse_answer(body: bytes) -> Credentials:
    """Credentials of AWS's answer, which is XML."""
    found = {element.tag.rpartition("}")[2]: element.text or "" for element in ElementTree.fromstring(body).iter()}
    names = ("AccessKeyId", "SecretAccessKey", "SessionToken", "Expiration")
    if any(not found.get(name) for name in names):
        raise Problem("AWS answered without credentials")
    return Credentials(*(found[name] for name in names))


def refusal(role: str, body: bytes, token: str) -> str:
    """What AWS said, and what of the token the trust policy was compared with; never the token itself."""
    try:
        found = {element.tag.rpartition("}")[2]: element.text or "" for element in ElementTree.fromstring(body).iter()}
    except ElementTree.ParseError:
        found = {}
    said = f"{found.get('Code', 'no code')}: {found.get('Message', 'no message')}"
    shown = ", ".join(f"{name} {json.dumps(value)}" for name, value in claims_of(token).items())
    return f"AWS refused {role} to this job: {said}\nthe trust policy of the role must allow, letter by letter: {shown}"


def claims_of(token: str) -> dict:
    """Subject, audience and issuer of a token."""
    try:
        payload = token.split(".")[1]
        claims = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    except (IndexError, ValueError):
        claims = {}
    return {name: claims.get(name, "missing") for name in ("sub", "aud", "iss")}


def write_credentials(path: str, credentials: Credentials) -> None:
    """Writes the file so that nobody else can read it, also where it is there already."""
    os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
    if os.path.exists(path):
        os.remove(path)
    lines = [
        "[default]",
        f"aws_access_key_id={credentials.key_id}",
        f"aws_secret_access_key={credentials.secret}",
        f"aws_session_token={credentials.session}",
    ]
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
        file.write("\n".join(lines) + "\n")


def send_over_network(request: urllib.request.Request) -> bytes:
    """Sends a request. Only AWS gets AWS's bundle of certificates."""
    bundle = os.environ.get("AWS_CA_BUNDLE") if request.data is not None else None
    context = ssl.create_default_context(cafile=bundle or None)
    with urllib.request.urlopen(request, timeout=30, context=context) as answer:
        return answer.read()


def main(environment: Mapping[str, str] = os.environ, send: Send = send_over_network) -> int:
    """Gets and writes the credentials of the stage SMUS_STAGE."""
    place = place_of(load_use_case(), environment.get("SMUS_STAGE", ""))
    path = environment.get("AWS_SHARED_CREDENTIALS_FILE", "")
    if not path:
        raise Problem("AWS_SHARED_CREDENTIALS_FILE: got nothing; allowed: a path; fix: set it in the job")
    role = role_of(environment, place["account"])
    token = identity_token(environment, send)
    try:
        answer = send(assume_request(role, token, place["region"], environment))
    except urllib.error.HTTPError as error:
        raise Problem(refusal(role, error.read(), token)) from error
    credentials = parse_answer(answer)
    write_credentials(path, credentials)
    print(f"credentials of {role} until {credentials.ends}")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Problem as problem:
        sys.exit(str(problem))
    except urllib.error.URLError as error:
        sys.exit(f"the identity could not be exchanged: {error}")
