// A target of C needs a file; libyaml's own header has all that is used of it.
#include "shim.h"
