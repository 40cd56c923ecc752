"""The mail server as the config names it. Raises ConfigError for what cannot be used; never says a password."""

from collections.abc import Mapping
from ipaddress import ip_address

from kiosk.backends.smtp import MailServer, Security
from kiosk.config.file import ConfigError
from kiosk.config.hosts import HostsConfig
from kiosk.private.secret import read_mail_password

PORTS = {Security.TLS: 465, Security.STARTTLS: 587, Security.NONE: 25}


def mail_server(hosts: HostsConfig, environment: Mapping[str, str], file: str) -> MailServer:
    """Where mail is handed over; `file` is the config's name for messages."""
    security = Security(hosts.mail_security)
    if not hosts.mail_from:
        expected = "an address such as Reception <reception@example.com>"
        raise ConfigError(file, "[hosts] mail_from", "nothing", expected)
    if security is Security.NONE and not (hosts.allow_plain_mail or _is_here(hosts.mail_host)):
        expected = "tls or starttls (or allow_plain_mail, and anyone on the way reads the messages)"
        raise ConfigError(file, "[hosts] mail_security", '"none"', expected)
    password = read_mail_password(hosts, environment, file) if hosts.mail_user else ""
    return MailServer(hosts.mail_host, hosts.mail_port or PORTS[security], security, hosts.mail_user, password)


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
