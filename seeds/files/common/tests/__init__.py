import os
import sys

# Code of src/ runs as plain scripts in its containers, so tests import it as they do.
sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "src"))
