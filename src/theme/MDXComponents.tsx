import MDXComponents from '@theme-original/MDXComponents';
import Division from '../components/Division.tsx';
import ScrollTable from '../components/ScrollTable.tsx';
import SectionHeading from '../components/SectionHeading.tsx';

/** What Markdown elements become on a page: Docusaurus' own, but for tables, headings of sections, and parts with a behaviour of their own. */
export default { ...MDXComponents, div: Division, h2: SectionHeading, table: ScrollTable };
