import type { Fault } from './fault';
import { brokerFaults } from './faults/brokers';
import { controls } from './faults/controls';
import { galeraNodes } from './faults/galera';
import { diskFullMariadb, diskFullSqlite, pagesFull } from './faults/disk-full';
import { killEmbedded } from './faults/kill-embedded';
import { killServices } from './faults/kill-services';
import { manyPartitions } from './faults/many-partitions';
import { outages } from './faults/outages';
import { pauseRelay } from './faults/pause-relay';
import { poisonEvent } from './faults/poison';

/** In the order in which they begin: those that take longest first, since the short form runs two at a time. */
export const faults: readonly Fault[] = [
  outages,
  killServices,
  pauseRelay,
  killEmbedded,
  diskFullMariadb,
  poisonEvent,
  controls,
  pagesFull,
  diskFullSqlite,
  brokerFaults,
  galeraNodes,
  manyPartitions,
];
