import type { SourceFile } from '../content/files.ts';

/** A pack with faults of many kinds, to see what a check tells; its query of open ports has none. */
export const faultyPack: SourceFile = {
  path: 'laptops.conf',
  text: `{
  "platform": "darwin,Linux",
  "queries": {
    "open_ports": {
      "query": "SELECT p.name, l.address, l.port FROM listening_ports AS l JOIN processes AS p USING (pid);",
      "interval": 600,
      "snapshot": true
    },
    "open_files": {
      "query": "SELECT p.name, f.path FROM process_open_files AS f JOIN processes AS p USING (pid);",
      "interval": "1h"
    },
    "browser_extensions": {
      "query": "SELECT u.username, c.name FROM users AS u JOIN chrome_extensions AS c USING (uid);",
      "interval": 3600
    },
    "root_shell": {
      "query": "SELECT username, shell FROM users WHERE shell = \\"/bin/zsh\\";",
      "interval": 3600,
      "platform": "macos"
    },
    "login_counter": {
      "query": "SELECT username, time FROM last WHERE type = 7;",
      "interval": 604900
    },
    "extension_ids": {
      "query": "SELECT u.username, c.identifer FROM users AS u CROSS JOIN chrome_extensions AS c USING (uid);",
      "interval": 3600
    },
    "hosts_file": {
      "query": "SELECT path, mtime FROM file;",
      "interval": 86400
    },
    "opened_connections": {
      "query": "SELECT pid, remote_address FROM socket_events;",
      "interval": 60
    }
  }
}
`,
};
