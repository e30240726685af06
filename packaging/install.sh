#!/bin/sh
# Installs this unpacked folder as a systemd service: user zhanggui, program in /opt/zhanggui, data in /var/lib/zhanggui.
# usage (as root, in the unpacked folder): ./install.sh      Running it again upgrades the program and keeps data and settings.
set -eu
[ "$(id -u)" = 0 ] || { echo "Run it as root." >&2; exit 1; }
here=$(cd "$(dirname "$0")" && pwd)
[ -x "$here/zhanggui" ] || { echo "$here holds no zhanggui program." >&2; exit 1; }
id zhanggui >/dev/null 2>&1 || useradd --system --home-dir /var/lib/zhanggui --shell /usr/sbin/nologin zhanggui
systemctl stop zhanggui 2>/dev/null || true
rm -rf /opt/zhanggui.new
mkdir -p /opt/zhanggui.new /etc/zhanggui
cp -R "$here/." /opt/zhanggui.new/
rm -rf /opt/zhanggui.old
[ ! -d /opt/zhanggui ] || mv /opt/zhanggui /opt/zhanggui.old
mv /opt/zhanggui.new /opt/zhanggui
chown -R root:root /opt/zhanggui
[ -f /etc/zhanggui/zhanggui.env ] || install -m 600 "$here/zhanggui.env" /etc/zhanggui/zhanggui.env
install -m 644 "$here/zhanggui.service" /etc/systemd/system/zhanggui.service
systemctl daemon-reload
systemctl enable --now zhanggui
echo "Installed. Status: systemctl status zhanggui; log and set-up code: journalctl -u zhanggui"
