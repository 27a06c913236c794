"""Which treebanks train the French model. Test sets are named nowhere but in evaluation."""

TRAIN = ["sequoia-train", "gsd-dev", "pud", "fqb", "rhapsodie-train", "parisstories-train"]
DEV = "sequoia-dev"
# Share of a treebank's sentences drawn in each epoch: written text counts most.
SHARE = {"sequoia-train": 1.0, "gsd-dev": 1.0, "pud": 1.0, "fqb": 0.5, "rhapsodie-train": 0.5, "parisstories-train": 0.4}
WRITTEN = ["sequoia-train", "gsd-dev", "pud", "fqb"]
