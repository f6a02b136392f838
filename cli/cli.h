/* cli - kboss, the command line: every route of the API from a shell, made from the OpenAPI
 * document of the server it talks to, so that it knows what that server knows. Owns
 * ~/.config/kboss (who is signed in) and ~/.cache/kboss (documents). Never touches a database. */
#ifndef CLI_CLI_H
#define CLI_CLI_H

/* Exit status: 0 done, 64 the command line is wrong, else by the class of the error, see kboss
 * help. */
int cli_run(int argc, char **argv);

#endif
