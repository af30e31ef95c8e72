"""The configuration of the test IMAP server; it runs as root and as a plain user alike."""

from __future__ import annotations

import getpass
import grp
import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Ports:
    """Where the server listens, on 127.0.0.1 only."""

    imap: int
    imaps: int
    lmtp: int


MAIN = """
protocols = imap lmtp
listen = 127.0.0.1
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
ssl = yes
ssl_cert = <{folder}/tls.pem
ssl_key = <{folder}/tls.pem
disable_plaintext_auth = no
auth_failure_delay = 0
auth_mechanisms = plain login{mechanisms}
mail_location = maildir:{folder}/data/%u
mail_uid = {mail}
mail_gid = {group}
first_valid_uid = 0
mail_max_userip_connections = 0
recipient_delimiter = +
lmtp_save_to_detail_mailbox = no
{users}
{oauth}
passdb {{
  driver = static
  args = password=test
}}
userdb {{
  driver = static
  args = uid={mail} gid={group} home={folder}/data/%u allow_all_users=yes
}}
service imap-login {{
  service_count = 0
  {chroot}
  inet_listener imap {{
    port = {imap}
  }}
  inet_listener imaps {{
    port = {imaps}
  }}
}}
service anvil {{
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service lmtp {{
  inet_listener lmtp {{
    port = {lmtp}
  }}
}}
protocol lmtp {{
  postmaster_address = postmaster@example.com
}}
"""
PLAIN_USER = """
default_internal_user = {me}
default_internal_group = {group}
default_login_user = {me}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
"""
OAUTH = """
passdb {{
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = {folder}/oauth2.conf
}}
"""
INTROSPECTION = """
introspection_mode = post
introspection_url = {url}
username_attribute = user
active_attribute = active
active_value = true
"""


def write_config(folder: Path, ports: Ports, introspection_url: str) -> Path:
    """Write the files and return the main one."""
    is_root = os.geteuid() == 0
    me = getpass.getuser()
    group = "mail" if is_root else str(os.getegid())
    if introspection_url:
        (folder / "oauth2.conf").write_text(INTROSPECTION.format(url=introspection_url))
    text = MAIN.format(
        folder=folder,
        imap=ports.imap,
        imaps=ports.imaps,
        lmtp=ports.lmtp,
        mail="mail" if is_root else me,
        group=group,
        mechanisms=" xoauth2 oauthbearer" if introspection_url else "",
        users="" if is_root else PLAIN_USER.format(me=me, group=grp.getgrgid(os.getegid()).gr_name),
        chroot="" if is_root else "chroot =",
        oauth=OAUTH.format(folder=folder) if introspection_url else "",
    )
    path = folder / "dovecot.conf"
    path.write_text(text)
    return path
