import type { AppErrorCode } from '../../../shared/errors'
import type { ErrorWords } from '../error-words'

/** Failures on the way to a server: network, certificates, proxies. */
export const networkErrors = {
  NETWORK_OFFLINE: {
    what: 'This computer has no network.',
    next: 'Connect to a network, then retry. Nothing in the queue is lost.',
  },
  HOST_NOT_FOUND: {
    what: 'No server is known by this name.',
    what_named: 'No server is known by the name {{host}}.',
    next: 'Check the spelling, and that DNS and VPN work. An internal endpoint works only inside Alibaba Cloud.',
  },
  CONNECTION_REFUSED: {
    what: 'The server did not accept the connection.',
    what_named: '{{host}} did not accept the connection.',
    next: 'Check host and port, HTTP or HTTPS, and whether a firewall is in between.',
  },
  CONNECTION_LOST: {
    what: 'The connection broke midway.',
    what_named: 'The connection to {{host}} broke midway.',
    next: 'Check the network and retry.',
  },
  TIMED_OUT: {
    what: 'The server did not answer in time.',
    what_named: '{{host}} did not answer in time.',
    next: 'Check the network and retry. An internal endpoint works only inside Alibaba Cloud.',
  },
  STALLED: {
    what: 'No data came through any more.',
    next: 'Check the network and retry.',
  },
  TOO_SLOW: {
    what: 'The server sends next to nothing.',
    what_named: '{{host}} sends next to nothing: less than {{limitBytes}} in {{minutes}} minutes.',
    next: 'Retry later. If it is as slow in a browser, ask who runs the server.',
  },
  TLS_FAILED: {
    what: 'No secure connection: the server’s certificate can’t be trusted.',
    what_named: 'No secure connection to {{host}}: its certificate can’t be trusted.',
    next: 'Check the clock of this computer and the certificate of the domain.',
  },
  TLS_UNKNOWN_AUTHORITY: {
    what: 'No secure connection: the certificate was issued by nobody this computer trusts.',
    what_named:
      'No secure connection to {{host}}: its certificate was issued by nobody this computer trusts.',
    next: 'In a company network ask for its root certificate and add it in the settings under “Network”. Anywhere else do not go on: somebody may be reading along.',
  },
  CERTIFICATE_UNREADABLE: {
    what: 'There is no certificate in this file that can be read.',
    next: 'Choose a certificate in PEM or DER form (.pem, .crt, .cer). Ask who runs the network for the root certificate.',
  },
  CERTIFICATE_NOT_AUTHORITY: {
    what: 'This certificate issues no others, so nothing would be trusted by it.',
    what_named: '{{name}} issues no certificates, so nothing would be trusted by it.',
    next: 'Choose the root certificate of the network or of the company, not that of one server.',
  },
  ANSWER_NOT_OSS: {
    what: 'A web page came instead of an answer of OSS.',
    what_named: 'A web page came instead of an answer of OSS at {{host}}.',
    next: 'A proxy or the sign-in page of a network answered. Sign in with a browser, or check proxy and endpoint.',
  },
  PROXY_NOT_SET: {
    what: 'A proxy of your own is chosen, but it has no address.',
    next: 'Open the settings and type its address under “Network”, or choose another way.',
  },
  PROXY_KIND_UNSUPPORTED: {
    what: 'The system asks for a kind of proxy that can’t be used here, SOCKS for example.',
    next: 'Open the settings and name an HTTP proxy under “Network”; most proxy programs offer one.',
  },
  PROXY_UNREACHABLE: {
    what: 'The proxy can’t be reached.',
    what_named: 'The proxy {{proxy}} can’t be reached.',
    next: 'Check that it runs, and its address in the settings under “Network”.',
  },
  PROXY_TLS_FAILED: {
    what: 'No secure connection to the proxy: its certificate can’t be trusted.',
    what_named: 'No secure connection to the proxy {{proxy}}: its certificate can’t be trusted.',
    next: 'Add the root certificate of its maker in the settings under “Network”, or use http:// if it has no certificate.',
  },
  PROXY_AUTH_NEEDED: {
    what: 'The proxy wants a user name and a password.',
    what_named: 'The proxy {{proxy}} wants a user name and a password, or refused the stored ones.',
    next: 'Type them in the settings under “Network”, then retry.',
  },
  PROXY_AUTH_UNSUPPORTED: {
    what: 'The proxy wants a way of signing in that this app does not know.',
    what_named: 'The proxy {{proxy}} wants a way of signing in that this app does not know.',
    next: 'Ask who runs it for “Basic” sign-in, or for an exception for this computer.',
  },
  PROXY_FAILED: {
    what: 'The proxy did not let the request through.',
    what_named: 'The proxy {{proxy}} did not let the request through.',
    next: 'Check that it may reach this address, or make an exception for the host in the settings under “Network”.',
  },
} satisfies Partial<Record<AppErrorCode, ErrorWords>>
