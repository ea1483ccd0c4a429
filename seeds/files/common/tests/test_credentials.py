import base64
import io
import json
import os
import stat
import tempfile
import unittest
import urllib.error
import urllib.parse

from tools import credentials
from tools.use_case import Problem, load_use_case, place_of

USE_CASE = load_use_case()
STAGE = USE_CASE["build"]["name"]
ACCOUNT = place_of(USE_CASE, STAGE)["account"]
ROLE = f"arn:aws:iam::{ACCOUNT}:role/deploy"
ANSWER = b"""<AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
  <AssumeRoleWithWebIdentityResult><Credentials>
    <AccessKeyId>ASIAEXAMPLE</AccessKeyId><SecretAccessKey>s3cret/+</SecretAccessKey>
    <SessionToken>token==</SessionToken><Expiration>2026-01-01T00:00:00Z</Expiration>
  </Credentials></AssumeRoleWithWebIdentityResult>
</AssumeRoleWithWebIdentityResponse>"""


def token_of(claims: dict) -> str:
    payload = base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=")
    return f"header.{payload}.signature"


TOKEN = token_of({"sub": "repo:acme/churn-deploy:environment:test", "aud": "sts.amazonaws.com", "iss": "https://host"})


class CredentialsTest(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.file = os.path.join(directory.name, "ci", "credentials")
        self.sent = []
        self.environment = {
            "SMUS_STAGE": STAGE,
            "SMUS_ROLE_ARN": ROLE,
            "AWS_SHARED_CREDENTIALS_FILE": self.file,
        }

    def send(self, request):
        self.sent.append(request)
        return ANSWER if request.data is not None else json.dumps({"value": TOKEN}).encode()

    def form(self):
        return dict(urllib.parse.parse_qsl(self.sent[-1].data.decode()))

    def test_gitlab_exchanges_the_token_of_its_variable(self):
        credentials.main({**self.environment, "SMUS_ID_TOKEN": TOKEN, "CI_JOB_ID": "7"}, self.send)
        self.assertEqual(len(self.sent), 1)
        self.assertEqual(self.form()["WebIdentityToken"], TOKEN)
        self.assertEqual(self.form()["RoleSessionName"], "smus-ci-7")

    def test_github_asks_its_own_server_for_the_token_first(self):
        server = {"ACTIONS_ID_TOKEN_REQUEST_URL": "https://ghes.example/_services/token?api=2", "GITHUB_RUN_ID": "9"}
        credentials.main({**self.environment, **server, "ACTIONS_ID_TOKEN_REQUEST_TOKEN": "once"}, self.send)
        self.assertEqual(self.sent[0].full_url, "https://ghes.example/_services/token?api=2&audience=sts.amazonaws.com")
        self.assertEqual(self.sent[0].get_header("Authorization"), "Bearer once")
        self.assertEqual(self.form()["RoleSessionName"], "smus-ci-9")

    def test_no_token_is_in_an_address(self):
        credentials.main({**self.environment, "SMUS_ID_TOKEN": TOKEN}, self.send)
        self.assertNotIn("signature", self.sent[0].full_url)

    def test_the_file_is_read_by_nobody_else_and_written_anew(self):
        for _ in range(2):
            credentials.main({**self.environment, "SMUS_ID_TOKEN": TOKEN}, self.send)
        self.assertEqual(stat.S_IMODE(os.stat(self.file).st_mode), 0o600)
        with open(self.file, encoding="utf-8") as file:
            self.assertEqual(
                file.read(),
                "[default]\naws_access_key_id=ASIAEXAMPLE\naws_secret_access_key=s3cret/+\naws_session_token=token==\n",
            )

    def test_a_job_without_identity_is_told_how_to_get_one(self):
        with self.assertRaisesRegex(Problem, "id-token: write"):
            credentials.main(self.environment, self.send)

    def test_a_role_of_another_account_is_refused_before_anything_is_sent(self):
        other = {**self.environment, "SMUS_ROLE_ARN": "arn:aws:iam::999999999999:role/deploy", "SMUS_ID_TOKEN": TOKEN}
        with self.assertRaisesRegex(Problem, "999999999999"):
            credentials.main(other, self.send)
        self.assertEqual(self.sent, [])

    def test_a_missing_role_says_where_to_set_it(self):
        with self.assertRaisesRegex(Problem, "SMUS_ROLE_ARN: got \"\""):
            credentials.main({**self.environment, "SMUS_ROLE_ARN": ""}, self.send)

    def test_an_unknown_stage_lists_the_known_ones(self):
        with self.assertRaisesRegex(Problem, f"allowed: .*{STAGE}"):
            credentials.main({**self.environment, "SMUS_STAGE": "moon"}, self.send)

    def test_a_refusal_shows_the_subject_and_no_token(self):
        body = b"<ErrorResponse><Error><Code>AccessDenied</Code><Message>Not authorized</Message></Error></ErrorResponse>"

        def refuse(request):
            raise urllib.error.HTTPError(request.full_url, 403, "Forbidden", {}, io.BytesIO(body))

        with self.assertRaises(Problem) as caught:
            credentials.main({**self.environment, "SMUS_ID_TOKEN": TOKEN}, refuse)
        self.assertIn("repo:acme/churn-deploy:environment:test", str(caught.exception))
        self.assertIn("AccessDenied: Not authorized", str(caught.exception))
        self.assertNotIn("signature", str(caught.exception))

    def test_an_answer_without_credentials_is_an_error(self):
        with self.assertRaisesRegex(Problem, "without credentials"):
            credentials.parse_answer(b"<Empty/>")

    def test_china_has_a_suffix_of_its_own(self):
        self.assertEqual(credentials.sts_address("cn-north-1", {}), "https://sts.cn-north-1.amazonaws.com.cn/")
        self.assertEqual(credentials.sts_address("eu-west-1", {}), "https://sts.eu-west-1.amazonaws.com/")
        local = {"AWS_ENDPOINT_URL": "http://127.0.0.1:5000"}
        self.assertEqual(credentials.sts_address("eu-west-1", local), "http://127.0.0.1:5000")


if __name__ == "__main__":
    unittest.main()
