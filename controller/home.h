/* home - the few numbers each role sees first. */
#ifndef CONTROLLER_HOME_H
#define CONTROLLER_HOME_H

#include "turn/turn.h"

extern const struct turn_route home_routes[];

#endif
