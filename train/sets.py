"""Which treebanks train the model of each language. Test sets are named nowhere but in evaluation."""
from typing import NamedTuple


class Sets(NamedTuple):
    """The first treebank is the one whose conventions the model follows."""
    share: dict     # of each treebank's sentences, drawn in each epoch: written text counts most
    written: list
    dev: str
    epochs: int
    words: int      # of a batch
    inp: int        # widths of the input layer and of one direction of an LSTM
    hid: int
    drop: float

    @property
    def train(self):
        return list(self.share)


LANGUAGES = {
    "fr": Sets(share={"sequoia-train": 1.0, "gsd-dev": 1.0, "pud": 1.0, "fqb": 0.5, "rhapsodie-train": 0.5, "parisstories-train": 0.4},
               written=["sequoia-train", "gsd-dev", "pud", "fqb"], dev="sequoia-dev",
               epochs=37, words=1200, inp=192, hid=160, drop=0.33),
    "en": Sets(share={"ewt-train": 1.0, "gum-ccby-train": 1.0, "pud": 1.0},
               written=["ewt-train", "gum-ccby-train", "pud"], dev="ewt-dev",
               epochs=30, words=1500, inp=192, hid=192, drop=0.33),
}
