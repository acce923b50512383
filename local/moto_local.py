"""moto as the customers' AWS accounts, with the differences from AWS that PowerDown would notice repaired.

    python local/moto_local.py -H 127.0.0.1 -p 5001        (same options as moto_server)

An access key of twelve digits is the root user of that account, as in MiniStack. What is repaired, and why, stands in
`moto_fidelity/`: access (trust policies, permissions), instances, network, spot, and a window through which the local
stack sees every account's machines at once.
"""

import logging

import moto.server

from moto_fidelity import access, instances, network, spot, window


def main() -> None:
    for module in (access, instances, network, spot):
        module.repair()
    window.open_in(moto.server)
    # The window is looked through every second; that is not worth a line each time.
    logging.getLogger("werkzeug").addFilter(lambda record: window.PATH not in record.getMessage())
    moto.server.main()


if __name__ == "__main__":
    main()
