"""Documents → clauses → a searchable generation. Knows nothing of chat."""

import os

# Nothing is told to anybody. onnxruntime sends telemetry by default, under an identifier that it
# keeps in the home folder; it reads this once, while it is loaded, whoever loads it.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
os.environ["ANONYMIZED_TELEMETRY"] = "False"
os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
