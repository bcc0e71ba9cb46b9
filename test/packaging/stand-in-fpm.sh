#!/bin/sh
# In the place of fpm, which makes .deb files and has to be downloaded: puts what it is told to install below /usr into $FPM_INSTALLS_INTO instead.
before=
for argument; do
  case "$argument" in
    *=/usr/*)
      place="$FPM_INSTALLS_INTO${argument#*=}"
      mkdir -p "$(dirname "$place")"
      cp "${argument%%=*}" "$place"
      ;;
  esac
  if [ "$before" = --package ]; then : > "$argument"; fi
  before=$argument
done
