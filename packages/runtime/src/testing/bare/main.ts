import { parse } from 'graphql';
import { runService } from '../../run-service';
import { buildSubgraph, sharedSdl } from '../../subgraph';
import { bareStorage } from '../bare-service';

/** A service of no city: no topic is its own, and nobody recorded facts for it. */
const service = {
  name: 'bare',
  port: 0,
  storage: bareStorage,
  schema: buildSubgraph(parse(`${sharedSdl} extend type Query { bare: ID @access(roles: [PUBLIC]) }`), []),
  consumer: { name: 'bare', subscriptions: [] },
  timers: {},
};

void runService(service, process.env, process.argv);
