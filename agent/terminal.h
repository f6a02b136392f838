/* terminal - the child side of one terminal: connects the device side through the driver and relays
 * by credit. Reads from the device only what may be told, tells the device's acceptance only when
 * it took the bytes, and ends both sides together. Parses nothing of what the device sends. */
#ifndef AGENT_TERMINAL_H
#define AGENT_TERMINAL_H

/* main of "worker stream": a setup text and then frames, one a packet, on descriptor 3. */
int terminal_main(void);

#endif
