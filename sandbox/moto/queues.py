"""Queues of SQS when the sandbox's clock is put forward: what a queue holds back for a time comes by so much earlier.

moto counts delays and visibility timeouts by the machine's clock, which stays as it is.
"""

from moto.backends import get_backend


def put_forward(milliseconds):
    for regions in list(get_backend("sqs").values()):
        for store in list(regions.values()):
            for queue in store.queues.values():
                for message in queue._messages:
                    message.visible_at -= milliseconds
                    message.delayed_until -= milliseconds
