#!/bin/sh
# Starts Zhanggui from this folder and opens the browser. Options are those of "zhanggui serve":
#   ./start.sh            only this machine        ./start.sh --lan    the whole office network
#   ./start.sh --demo     look around in the demo shop (use another --data folder than for your own shop)
cd "$(dirname "$0")" && exec ./zhanggui serve --open --data "${ZHANGGUI_DATA_DIR:-data}" "$@"
