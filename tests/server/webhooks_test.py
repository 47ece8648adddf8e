"""Webhooks as a customer's server hears them, checked by the npm package standardwebhooks."""
import base64
import json
import os
import unittest

from delivery_suite import DeliveryTest


def secret():
    return "whsec_" + base64.b64encode(os.urandom(32)).decode()


class Webhooks(DeliveryTest):
    def deliver(self, receiver_secret, our_secrets, *paths):
        server, port = self.node("webhook_receiver.mjs", receiver_secret)
        deliveries = [{"id": f"msg_{number}", "url": f"http://127.0.0.1:{port}{path}",
                       "body": json.dumps({"type": "analysis.done", "data": {"note": "ü\n", "number": number}}, ensure_ascii=False)}
                      for number, path in enumerate(paths)]
        tries, output = self.probe("webhooks", {"secrets": " ".join(our_secrets), "allow": [f"127.0.0.1:{port}"], "deliveries": deliveries})
        server.kill()
        heard = [json.loads(line) for line in server.stdout]
        for key in our_secrets:
            self.assertNotIn(key[6:], output)
        return deliveries, tries, heard

    def test_signed_repeated_and_given_up(self):
        key = secret()
        deliveries, tries, heard = self.deliver(key, [key], *["/hook"] * 20, "/flaky", "/gone")
        self.assertEqual(len(heard), 23)
        self.assertTrue(all(one["verified"] for one in heard))
        self.assertEqual({one["type"] for one in heard}, {"application/json"})
        flaky = [one for one in heard if one["path"] == "/flaky"]
        self.assertEqual(len(flaky), 2)
        self.assertEqual(flaky[0], flaky[1])
        for delivery in deliveries:
            self.assertEqual({one["body"] for one in heard if one["id"] == delivery["id"]}, {delivery["body"]})
        self.assertEqual([one["reason"] for one in tries if one["id"] == "msg_20"], ["status_500", ""])
        self.assertEqual([(one["reason"], one["outcome"]) for one in tries if one["id"] == "msg_21"], [("status_410", 2)])

    def test_secrets_rotate(self):
        """A receiver with the old secret or the new one is content while both sign."""
        old, new = secret(), secret()
        for known in (old, new):
            _, _, heard = self.deliver(known, [new, old], "/hook")
            self.assertEqual([one["verified"] for one in heard], [True])


if __name__ == "__main__":
    unittest.main()
