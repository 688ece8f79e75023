#ifndef OPSDECK_CYAML_H
#define OPSDECK_CYAML_H
#include <yaml.h>
#endif
