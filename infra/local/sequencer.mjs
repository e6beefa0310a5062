import Sequencer from '@jest/test-sequencer';

/** Those that take longest before the others, so that no core idles behind one of them at the end. */
const first = ['journey', 'city', 'mariadb', 'sqlite', 'events-kafka'];

const place = ({ context }) => {
  const at = first.indexOf(context.config.displayName?.name);
  return at < 0 ? first.length : at;
};

/** Jest knows how long a file took the last time; a fresh clone has no last time. */
export default class extends Sequencer {
  sort(tests) {
    return super.sort(tests).toSorted((a, b) => place(a) - place(b));
  }
}
