import random, shutil, sys, tempfile, os, warnings
from pathlib import Path
from tests.campaign.fuzz.running import called
