import { connectionOf, readPage } from '@anju/runtime/connection';
import type { Context } from '@anju/runtime/context';
import { loadOne } from '@anju/runtime/loader';
import { byPage, pageKey } from '@anju/runtime/page-key';
import { muToDm2Display } from '@anju/values/mu';
import { findDivision } from '../division/division.files';
import type { Resolvers } from '../generated/graphql';
import { findPublication } from './publication.files';
import { firstRowsOfEach } from './publication.table';
import type { KeptUnit, Quantity, SourceRow } from './source-row';

async function loadRows({ db }: Context, keys: readonly string[]) {
  const pages = new Map<string, readonly SourceRow[]>();
  for (const { page, parents } of byPage(keys))
    for (const [id, rows] of await firstRowsOfEach(db.read, parents, page))
      pages.set(pageKey(id, page), rows);
  return pages;
}

const only = ({ unit, value }: Quantity, wanted: KeptUnit) => (unit === wanted ? value : null);

export const publicationResolvers: Resolvers = {
  Query: {
    publication: (_, { id }) => findPublication(id),
  },

  Publication: {
    division: ({ division }) => findDivision(division)!,
    rows: async ({ id }, args, context) => {
      const page = readPage(args);
      const rows = await loadOne(context, loadRows, pageKey(id, page));
      return connectionOf(rows ?? [], page.limit, ({ line }) => String(line));
    },
  },

  SourceRow: {
    publication: ({ publicationId }) => findPublication(publicationId)!,
    cluster: ({ groupName }) => groupName,
    cells: ({ cells }) => Object.entries(cells).map(([column, text]) => ({ column, text })),
    quantities: ({ quantities }) => [...quantities],
  },

  SourceQuantity: {
    count: (quantity) => only(quantity, 'COUNT'),
    year: (quantity) => only(quantity, 'YEAR'),
    mu: (quantity) => only(quantity, 'MU'),
    fen: (quantity) => only(quantity, 'FEN'),
    areaDm2: (quantity) => (quantity.unit === 'MU' ? muToDm2Display(quantity.value) : only(quantity, 'DM2')),
  },
};
