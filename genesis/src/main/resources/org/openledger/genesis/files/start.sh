#!/usr/bin/env bash
# Starts the node @NAME@ in the foreground; further options are passed on to Besu.
#
#   BESU_HOME   the installed Besu (default: /opt/besu)
#   NODE_HEAP   its Java heap (default: 512m; give a validator in production at least 4g)
#   BESU_OPTS   further options of its Java machine
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
besu=${BESU_HOME:-/opt/besu}

fail() {
  printf '%s: %s\n' '@NAME@' "$*" >&2
  exit 1
}

[ -x "$besu/bin/besu" ] || fail "there is no Besu in $besu (bin/besu): install Besu 26.8.0, or set BESU_HOME"

# Exactly one line: of two, nobody knows which is the key.
is_key() {
  [ "$(grep -c '' "$1")" = 1 ] && grep -qxE '(0x)?[0-9a-fA-F]{64}' "$1"
}

# Without a key, or with an unreadable one, Besu would make a new key and store it here: the node
# would run, under an address that is no validator's.
key=$here/data/key
[ -f "$key" ] || fail "the key $key is missing: put the key of @ADDRESS@ there (chmod 600)"
is_key "$key" || fail "the key $key is damaged, one line of 64 hexadecimal digits is wanted: restore the key of @ADDRESS@ from its backup"
case $(ls -ln "$key" | cut -c 5-10) in
  ------) ;;
  *) fail "others than its owner may read the key $key: chmod 600 it" ;;
esac

operator=$here/data/operator.key
contents=()
if grep -qE '^plugin-openledger-(peers|content-serve)=' "$here/besu.toml"; then
  [ -f "$operator" ] || fail "the key $operator is missing: put the key of @OPERATOR@ there (chmod 600), or take plugin-openledger-content-serve and plugin-openledger-peers out of besu.toml"
  is_key "$operator" || fail "the key $operator is damaged, one line of 64 hexadecimal digits is wanted: restore the key of @OPERATOR@ from its backup"
  contents=("--plugin-openledger-operator-key-file=$operator")
fi

compgen -G "$here/plugins/openledger-besu-plugin-*.jar" >/dev/null ||
  fail "no OpenLedger plugin in $here/plugins: unpack openledger-besu-plugin-<version>.zip there"

case $here in
  *[[:space:]\'\"\\]*) fail "Besu's launcher cannot run in $here: move the network to a path without blanks and quotes" ;;
esac

export BESU_OPTS="@MARK@ -Xmx${NODE_HEAP:-512m} -Dbesu.plugins.dir=$here/plugins ${BESU_OPTS:-}"
# The launcher keeps this process's id.
exec "$besu/bin/besu" \
  --config-file="$here/besu.toml" \
  --genesis-file="$here/../../genesis.json" \
  --data-path="$here/data" \
  --node-private-key-file="$key" \
  --static-nodes-file="$here/static-nodes.json" \
  ${contents[@]+"${contents[@]}"} \
  "$@"
