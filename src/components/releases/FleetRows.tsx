import type { ReactNode } from 'react';
import { grouped, platformName } from '../../artifacts/pages/wording.ts';
import ScrollTable from '../ScrollTable.tsx';
import type { Comparison } from './compare.ts';

/** Rows on the wire at the first run after the change, by platform and in all. */
export default function FleetRows({ comparison: { sums, total } }: { readonly comparison: Comparison }): ReactNode {
  return (
    <ScrollTable>
      <caption>Rows logged at the first run after the change</caption>
      <thead>
        <tr>
          <th scope="col">Platform</th>
          <th scope="col" className="number">
            Hosts
          </th>
          <th scope="col" className="number">
            Rows a host
          </th>
          <th scope="col" className="number">
            Rows of the fleet
          </th>
        </tr>
      </thead>
      <tbody>
        {sums.map(({ platform, hosts, sum }) => (
          <tr key={platform}>
            <td>{platformName(platform)}</td>
            <td className="number">{grouped(hosts)}</td>
            <td className="number">{span(sum.host)}</td>
            <td className="number">{span(sum.fleet)}</td>
          </tr>
        ))}
        {sums.length > 1 && (
          <tr>
            <td>All</td>
            <td className="number">{grouped(sums.reduce((hosts, one) => hosts + one.hosts, 0))}</td>
            <td />
            <td className="number">{span(total)}</td>
          </tr>
        )}
      </tbody>
    </ScrollTable>
  );
}

/** A number of rows, or the two ends between which it lies. */
function span({ least, most }: { readonly least: number; readonly most: number }): string {
  return least === most ? grouped(least) : `${grouped(least)} to ${grouped(most)}`;
}
