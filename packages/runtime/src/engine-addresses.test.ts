import { addressOf, databaseUrl, eachServer, kafkaBrokers } from './engine-addresses';
import { readEnv } from './env';

const shape = { DATABASE_URL: databaseUrl.optional(), KAFKA_BROKERS: kafkaBrokers.optional() };

test.each([
  'mariadb://governance:geheim@db.city:3306/anju_governance',
  'mariadb://governance:p%23ss@127.0.0.1/anju_governance',
  'mysql://root@[::1]:3306/a',
  'mariadb://governance:a%2Cb@db-1.city:3306,db-2.city,[::1]:3307/anju_governance',
  'sqlite:/var/lib/anju/governance.db',
  'sqlite:governance.db',
])('%s is a database', (url) => {
  expect(readEnv(shape, { DATABASE_URL: url })).toEqual({ DATABASE_URL: url });
});

test.each([
  '',
  'garbage',
  'localhost:3306/anju',
  'postgres://root@127.0.0.1:5432/anju',
  'mariadb://root@127.0.0.1:3306',
  'mariadb://root@127.0.0.1:3306/',
  'mariadb://root:p#ss@127.0.0.1:3306/anju',
  'mariadb:///anju',
  'mariadb://root@a:3306,/anju',
  'mariadb://root@a:3306, b:3306/anju',
  'mariadb://root@a:3306,b:3306',
  'sqlite:',
])('%p is none, and how one is written is said in both languages, without what may be a password', (url) => {
  const read = () => readEnv(shape, { DATABASE_URL: url });
  expect(read).toThrow(
    /^环境变量有误：DATABASE_URL: 须写作 mariadb:.* \/ Invalid environment: DATABASE_URL: Write it as mariadb:[^一-龥]+$/,
  );
  expect(read).not.toThrow('p#ss');
});

test('the nodes of a cluster have user, password and schema in common', () => {
  const each = eachServer('mariadb://anju:a%2Cb@db-1.city:3306,db-2.city,[::1]:3307/anju');
  expect(each).toEqual([
    'mariadb://anju:a%2Cb@db-1.city:3306/anju',
    'mariadb://anju:a%2Cb@db-2.city/anju',
    'mariadb://anju:a%2Cb@[::1]:3307/anju',
  ]);
  expect(each.map(addressOf)).toEqual([
    { host: 'db-1.city', port: 3306 },
    { host: 'db-2.city', port: 3306 },
    { host: '::1', port: 3307 },
  ]);
});

test.each([
  ['127.0.0.1:9092', ['127.0.0.1:9092']],
  ['kafka-0.city:9092,kafka-1.city:65535', ['kafka-0.city:9092', 'kafka-1.city:65535']],
  ['[::1]:1', ['[::1]:1']],
])('%s are brokers', (text, brokers) => {
  expect(readEnv(shape, { KAFKA_BROKERS: text })).toEqual({ KAFKA_BROKERS: brokers });
});

test.each(['', 'kafka', 'kafka:0', 'kafka:65536', 'kafka:9092,', 'a:1, b:1', 'kafka://a:1', '::1:9092'])(
  '%p are none, and how they are written is said in both languages',
  (text) => {
    expect(() => readEnv(shape, { KAFKA_BROKERS: text })).toThrow(
      /KAFKA_BROKERS: 须写作 主机:9092.* \/ Invalid environment: KAFKA_BROKERS: Write it as host:9092/,
    );
  },
);
