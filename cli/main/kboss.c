/* kboss - the command line; everything is in cli/. */
#include "cli/cli.h"

#include <signal.h>

int main(int argc, char **argv)
{
    signal(SIGPIPE, SIG_IGN);
    return cli_run(argc, argv);
}
