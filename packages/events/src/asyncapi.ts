import { join } from 'node:path';
import { catalogue } from './catalogue';
import type { EventContract } from './define-event';
import { topicOf } from './topic';

export const asyncapiFile = join(__dirname, '../asyncapi.json');

/** CloudEvents 1.0 in binary mode: the attributes are headers of the record, its value is the data. */
const headers = {
  type: 'object',
  required: ['ce_specversion', 'ce_id', 'ce_type', 'ce_source', 'ce_subject', 'ce_time', 'ce_sequence'],
  properties: {
    'content-type': { const: 'application/json' },
    ce_specversion: { const: '1.0' },
    ce_id: { type: 'string', description: 'Whoever has an event of this id drops it.' },
    ce_type: { type: 'string' },
    ce_source: { type: 'string' },
    ce_subject: { type: 'string', description: 'The aggregate; the key of the record.' },
    ce_time: { type: 'string', format: 'date-time' },
    ce_sequence: { type: 'string', description: '1, 2, 3 … without a gap for each subject.' },
    ce_traceparent: { type: 'string', description: 'W3C Trace Context of the request that caused it.' },
  },
};

const serviceOf = ({ type }: EventContract) => type.split('.')[0]!;

/** What an agency's tools read to subscribe: every topic, its events, and where their schemas are. */
export function asyncapiText(): string {
  const contracts = [...catalogue.values()];
  const services = [...new Set(contracts.map(serviceOf))];
  const ref = (place: string) => ({ $ref: `#/${place}` });
  const document = {
    asyncapi: '3.0.0',
    info: {
      title: 'Anju 安居: events',
      version: '1.0.0',
      description:
        'What the services of a city tell. At least once, in order for each subject. A new optional field is no new version, so read past fields that you do not know; anything else is the next one, published beside it.',
      license: { name: 'Apache-2.0' },
    },
    defaultContentType: 'application/json',
    channels: Object.fromEntries(
      services.map((service) => [
        service,
        {
          address: topicOf(service),
          messages: Object.fromEntries(
            contracts
              .filter((contract) => serviceOf(contract) === service)
              .map(({ type }) => [type, ref(`components/messages/${type}`)]),
          ),
        },
      ]),
    ),
    operations: Object.fromEntries(
      services.map((service) => [`tell-${service}`, { action: 'send', channel: ref(`channels/${service}`) }]),
    ),
    components: {
      messages: Object.fromEntries(
        contracts.map(({ type, key }) => [
          type,
          {
            name: type,
            contentType: 'application/json',
            headers,
            payload: { $ref: `./schemas/${type}.json` },
            bindings: { kafka: { key: { type: 'string', description: `The event's ${key}.` } } },
          },
        ]),
      ),
    },
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
