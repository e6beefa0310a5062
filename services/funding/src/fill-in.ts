import { formatScaled } from '@anju/values/decimal';
import type { RefusalDetail } from '@anju/values/decision';

/** `相差 {differenceFen} 分` with `{ differenceFen: 100 }` is `相差 100 分`. */
export const fillIn = (
  template: string,
  values: Readonly<Record<string, string | number>> | undefined = {},
): string => template.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));

/** Sums for people: each `…Fen` again by the name without it, in yuan. `{ mostFen: 100 }` is `{ most: '1.00' }`. */
export const inYuan = (detail?: RefusalDetail) => inHundreds(detail, 'Fen');

/** Areas for people: each `…Dm2` again by the name without it, in square metres. */
export const inSquareMetres = (detail?: RefusalDetail) => inHundreds(detail, 'Dm2');

const inHundreds = (detail: RefusalDetail = {}, unit: 'Fen' | 'Dm2'): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(detail).flatMap(([name, value]) =>
      name.endsWith(unit) && typeof value === 'number'
        ? [[name.slice(0, -unit.length), formatScaled(value, 2)] as const]
        : [],
    ),
  );
