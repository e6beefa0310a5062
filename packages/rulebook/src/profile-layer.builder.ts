import type { ProfileLayer } from './profile-layer';
import { shippedLayers } from './profiles/shipped-layers';

/** A city's regulation of 2022, with what differs. */
export const layer = (differing: Partial<ProfileLayer>): ProfileLayer => ({
  text: '晋城市条例 / regulation of Jincheng',
  level: 'CITY_REGULATION',
  maker: 'Jincheng',
  division: '140500',
  from: '2022-01-01',
  changes: {},
  ...differing,
});

/** While the work is done, these texts apply besides those that are shipped. */
export async function whereBesides<T>(added: readonly ProfileLayer[], work: () => Promise<T>): Promise<T> {
  const layers = shippedLayers as ProfileLayer[];
  layers.push(...added);
  try {
    return await work();
  } finally {
    for (const each of added) layers.splice(layers.indexOf(each), 1);
  }
}
