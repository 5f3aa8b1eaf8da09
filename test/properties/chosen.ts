/** A service, written as contracts are, whose rules depend on choices, and on values that only agreements say. */
import type { Service } from "../../compiler/ir/model.ts";
import { compileFiles, shown } from "../kit/compile.ts";

const T = 'title en "t" vi "t"';

const text = `sdl 1
service Chosen in Voice {
  ${T}
  event Call { ${T} user text en "u" vi "u"  length duration en "l" vi "l"  kind short en "s" vi "s" | long en "l" vi "l" en "k" vi "k" }
  event Ended { ${T} user text en "u" vi "u" }
  interval Line per user from Call where kind is long until Ended { ${T} }
  window Near { ${T} Nearness from the last Ended per user }

  term Basis { ${T} each en "each" vi "từng" or all en "all" vi "tất cả" or none en "none" vi "không", unless otherwise agreed }
  term Beyond { ${T} reported en "reported" vi "báo cáo" or charged en "charged" vi "tính phí", unless instructed }
  term First { ${T} full en "full" vi "đầy đủ" or prorated en "prorated" vi "theo ngày", unless configured }
  term Lines { ${T} number as agreed, at least 1 }
  term Unit { ${T} duration as agreed }
  term Nearness { ${T} duration as agreed }
  term Least { ${T} money as agreed }

  measure Calls { ${T} number of Call }
  measure Users { ${T} distinct user of Call }

  charge EachCall { ${T} for each Call outside Near when Basis is each }
  charge Time { ${T} for each commenced Unit of length of Call when Basis is not each when Beyond is reported }
  charge People { ${T} for each Users at most Lines when Basis is all or none }
  charge Often { ${T} for each Calls when Basis is all in addition to Time, EachCall }
  charge Same { ${T} for each Call where kind is short priced as EachCall in addition to EachCall, Time when Basis is each }

  fee EachLine { ${T} monthly for each Line at most Lines when First is full }
  fee MostLines { ${T} monthly for each Line at its peak first month prorated by day if First is prorated when Basis is not none }
  fee Flat { ${T} monthly first month prorated by day if First is prorated }
  package Bundle of Calls { ${T} monthly fee beyond it charge each if Beyond is charged }
  package Other of Users { ${T} monthly fee beyond it charge each if First is full alternative to Flat when Basis is all }

  minimum Traffic { ${T} Least per calendar month of all charges first month prorated by day if First is prorated
    when post-pay invoice the shortfall when pre-pay deduct the shortfall
    when Basis is each or all }
  minimum Fixed { ${T} 25.55 EUR per calendar month of People, Time first month prorated by day
    when post-pay invoice the shortfall when Beyond is charged }

  forbid TooMany { ${T} more than Lines Line at once when Basis is each }
  forbid Long { ${T} Call where kind is long when Beyond is charged when First is full }
  free Short { ${T} Call where kind is short when Basis is none }
}
`;

const program = compileFiles({ "chosen.sdl": text });
// the service charges calls in several ways, on purpose
const problems = shown(program).filter((problem) => !/^SDL800[12]/.test(problem));
if (problems.length > 0) throw new Error(problems.join("\n"));

export const chosen: Service = program.services[0]!;
