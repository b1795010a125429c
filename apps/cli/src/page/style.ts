/**
 * The look of the product: paper, ink, one blue. Marks are told by shape and word, never by colour alone; vermilion is
 * kept for decisions. Sizes are on a grid of 4 px at 16 px a rem.
 */
export const style = `
:root{--paper:#F6F6F3;--surface:#FFFFFF;--sunken:#F0F0EC;--line:#E4E3DE;--line-2:#CBC9C2;--line-3:#8C8B86;
--ink:#1A1C20;--ink-2:#45484E;--ink-3:#62666D;--ink-4:#A3A5A8;--blue:#1E4A7A;--blue-deep:#14304F;--blue-soft:#EAF0F6;--blue-line:#B7C9DC;--blue-mid:#7F9EBE;
--seal:#B5301F;--g1:#12566B;--g2:#678D98;--g3:#B07C1C;--g4:#6E3322;--g0:#8C8B86;--warn:#7D5200;--warn-soft:#FBF5E6;--warn-line:#DDBF7C;
--sans:"PingFang SC","HarmonyOS Sans SC","Source Han Sans SC","Noto Sans CJK SC","Microsoft YaHei","WenQuanYi Micro Hei",sans-serif;
--song:"FZXiaoBiaoSong-B05S","方正小标宋简体","Source Han Serif SC","Noto Serif CJK SC","STZhongsong","SimSun",serif}
*{box-sizing:border-box}
html{font-size:16px;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:400 .8125rem/1.54 var(--sans);font-variant-numeric:tabular-nums lining-nums}
h1,h2,h3,p,ul,dl,dd,figure{margin:0;padding:0}ul{list-style:none}
h1{font:600 1.375rem/1.875rem var(--song);letter-spacing:.01em}
h2{font:600 .875rem/1.375rem var(--sans)}
h3{font:600 .8125rem/1.25rem var(--sans)}
a{color:var(--blue);text-decoration:none}a:hover{text-decoration:underline;text-underline-offset:3px}
:focus-visible{outline:2px solid var(--blue);outline-offset:2px}
.top{height:3rem;display:flex;align-items:center;justify-content:space-between;gap:1rem;background:var(--surface);border-bottom:1px solid var(--line-2);padding:0 1.5rem}
.brand{font:600 1.25rem/3rem var(--song);letter-spacing:.14em;color:var(--blue-deep)}
.top .note{font-size:.75rem;color:var(--ink-2);text-align:right;line-height:1.125rem}
main{max-width:1366px;margin:0 auto;padding:1rem 1.5rem 1.5rem}
.crumb{font-size:.75rem;line-height:1.125rem;color:var(--ink-3)}.crumb span{margin:0 .375rem;color:var(--ink-4)}
.head{display:flex;flex-wrap:wrap;align-items:center;gap:.25rem 1rem;margin-bottom:.75rem}
.facts{display:flex;flex-wrap:wrap;gap:0 1rem;font-size:.75rem;color:var(--ink-2)}
.tag{display:inline-flex;align-items:center;min-height:1.25rem;padding:0 .375rem;border:1px solid var(--line-2);font-size:.75rem;line-height:1.125rem;color:var(--ink-2);background:var(--surface);white-space:nowrap}
.tag+.tag{margin-left:.25rem}
.jump{display:flex;flex-wrap:wrap;gap:.125rem 1.25rem;margin:0 0 .75rem;font-size:.75rem}.jump b{font-weight:400;color:var(--ink-3)}.jump i{font-style:normal;color:var(--ink-3)}
.panel{background:var(--surface);border:1px solid var(--line);margin-bottom:.75rem}
.ph{display:flex;flex-wrap:wrap;align-items:baseline;gap:0 .625rem;padding:.5rem 1rem;border-bottom:1px solid var(--line)}
.ph .key,.ph .right{color:var(--ink-3);font-size:.75rem}.ph .right{margin-left:auto}
.strip{display:flex;flex-wrap:wrap;align-items:stretch;gap:.75rem 0;padding:.75rem 1rem;border-bottom:1px solid var(--line)}
.quota{display:flex;flex-wrap:wrap;gap:.5rem 0;flex:1 1 28rem}
.qg{padding:0 1.25rem;border-left:1px solid var(--line);max-width:22rem}.qg:first-child{padding-left:0;border-left:0}
.qg .n{font-size:1rem;font-weight:600;line-height:1.375rem}.qg .n small{font-size:.75rem;font-weight:400;color:var(--ink-3)}
.pl{display:flex;gap:3px;margin-top:3px;flex-wrap:wrap}.pl i{width:.75rem;height:.75rem;border:1.5px solid var(--c);background:var(--c)}.pl i.o{background:transparent}
.pl i.x{background:repeating-linear-gradient(45deg,#8C2F52 0 1.5px,transparent 1.5px 4px);border-color:#8C2F52}.pl.narrow{gap:2px}.pl.narrow i{width:.5625rem}
.dist{flex:1 1 20rem;min-width:0;max-width:26rem;margin-left:auto}.dist svg{display:block;width:100%;height:auto}
.dist text{font:400 12px var(--sans);fill:var(--ink-2)}.dist .axis{stroke:var(--line-2)}.dist .mean{stroke:var(--ink-3);stroke-dasharray:2 2}
.c1{fill:var(--g1)}.c2{fill:var(--g2)}.c3{fill:var(--g3)}.c4{fill:var(--g4)}.c0{fill:#fff;stroke:var(--g0);stroke-width:1.5}
table{border-collapse:collapse;width:100%}
.t th{font:400 .75rem/1rem var(--sans);color:var(--ink-3);text-align:left;padding:.5rem .5rem .4375rem;border-bottom:1px solid var(--line-2);white-space:nowrap;vertical-align:bottom}
.t th small{display:block;font-size:.75rem;color:var(--ink-3)}
.t td{height:2.125rem;padding:.25rem .5rem;border-bottom:1px solid var(--line);vertical-align:middle}
.t th:first-child,.t td:first-child{padding-left:1rem}.t th:last-child,.t td:last-child{padding-right:1rem}
.t .num{text-align:right;white-space:nowrap}
.t .rank{white-space:nowrap}.t .rank b{font-size:.875rem;font-weight:600}.t .rank small{font-size:.75rem;color:var(--ink-2);margin-left:.25rem}
.t .name b{font-weight:600;font-size:.875rem}.t .name small{font-size:.75rem;color:var(--ink-3);margin-left:.5rem;white-space:nowrap}
.t .total{font-weight:600}.t .grade{padding-left:1.25rem}.t th.grade{padding-left:1.25rem}.t tr.cut td{height:1.625rem;background:var(--blue-soft);border-top:2px solid var(--blue);color:var(--blue-deep);font-size:.75rem}.t tr.cut b{margin-right:1.25rem}
.t tr.und td{background:var(--warn-soft)}
.t tbody tr:last-child td{border-bottom:0}
.cl{font-size:.75rem;color:var(--blue);border-bottom:1px dotted var(--blue-mid);white-space:nowrap}.sm{font-size:.75rem;color:var(--ink-2)}
.miss{border:1px dashed var(--line-3);padding:0 .3125rem;font-size:.75rem;color:var(--ink-2)}
.g{display:inline-flex;align-items:center;gap:.4375rem;white-space:nowrap}
.g::before{content:"";width:.6875rem;height:.6875rem;flex:none;border:1.5px solid var(--c);background:linear-gradient(to top,var(--c) var(--f),transparent var(--f));-webkit-print-color-adjust:exact;print-color-adjust:exact}
.g1{--c:var(--g1);--f:100%}.g2{--c:var(--g2);--f:66%}.g3{--c:var(--g3);--f:33%}.g4{--c:var(--g4);--f:0%}
.f80{--f:80%}.f60{--f:60%}.f40{--f:40%}.f20{--f:20%}
.g4::before{background:linear-gradient(to top right,transparent 42%,var(--c) 42% 58%,transparent 58%)}
.gp,.g0{--c:var(--g0);--f:0%}.gp::before{border-style:dashed}.g0::before{background:repeating-linear-gradient(45deg,var(--g0) 0 1px,transparent 1px 3px)}
del.g{color:var(--ink-3);margin-left:.5rem}
.shen{display:inline-flex;align-items:center;justify-content:center;width:1.125rem;height:1.125rem;background:var(--seal);color:#fff;font:600 .75rem/1 var(--song);border-radius:1px;margin-right:.375rem}.t .shen{margin:0 0 0 .5rem}
.list{padding:.5rem 1rem .75rem}.list li{padding:.25rem 0;border-bottom:1px solid var(--line)}.list li:last-child{border-bottom:0}.list b{font-weight:600}.list small{color:var(--ink-3);font-size:.75rem;margin-left:.5rem}.list small+.sm{margin-left:.5rem}
.note-w{border-left:3px solid var(--g3);background:var(--warn-soft)}
.foot{display:flex;flex-wrap:wrap;justify-content:space-between;gap:.25rem 1rem;font-size:.75rem;color:var(--ink-2);margin:.25rem 0 .75rem}
.foot .hash{overflow-wrap:anywhere}
main>.ph{border:0;padding:.25rem 0 .5rem}.steps{display:grid;grid-template-columns:repeat(4,1fr);background:var(--surface);border:1px solid var(--line);margin-bottom:.75rem}
.steps>div{padding:.625rem 1rem .75rem;border-left:1px solid var(--line);min-width:0}.steps>div:first-child{border-left:0}
.steps .what{display:flex;justify-content:space-between;gap:.5rem;font-size:.75rem;color:var(--ink-3)}
.steps .out{font-size:1rem;font-weight:600;line-height:1.5rem;margin:.125rem 0}.steps .out del{font-weight:400;margin-left:0}.steps .off{color:var(--ink-3);font-weight:400}
.steps .why{font-size:.75rem;line-height:1.125rem;color:var(--ink-2)}.steps .why p+p{margin-top:.125rem}.steps .why .no{color:var(--ink-3)}
.bill .say{color:var(--ink-2)}.bill .say b{color:var(--ink);font-weight:600}.bill td.name{font-size:.8125rem}
.bill tr.l0 td{font-weight:600;font-size:.875rem}.bill tr.l0 .say,.bill tr.l0 .src{font-weight:400;font-size:.8125rem}.bill tr.fact td{height:1.5rem;padding-top:.125rem;padding-bottom:.125rem;color:var(--ink-2);font-size:.75rem}
.bill .w{color:var(--ink-3);font-weight:400;font-size:.75rem;margin-left:.375rem}.bill .src{font-size:.75rem;color:var(--ink-3);white-space:nowrap}.round{display:block;font-size:.75rem;color:var(--ink-3)}
.i1{padding-left:2rem!important}.i2{padding-left:3rem!important}.i3{padding-left:4rem!important}.i4{padding-left:5rem!important}.i5{padding-left:6rem!important}.i6{padding-left:7rem!important}.i7{padding-left:8rem!important}
.rate{display:inline-block;vertical-align:middle;width:6rem;height:.375rem;margin-right:.5rem}.rate .bg{fill:var(--line)}.rate .fg{fill:var(--blue-mid)}
@media screen and (max-width:900px){
main{padding:.75rem .75rem 1rem}.top{padding:0 .75rem}
.qg,.qg:first-child{padding:0 1.25rem 0 0;border-left:0}.dist{margin-left:0;max-width:none}
.steps{grid-template-columns:1fr}.steps>div{border-left:0;border-top:1px solid var(--line)}.steps>div:first-child{border-top:0}
.r thead{display:none}.r,.r tbody,.r tr,.r td{display:block}
.r tr.row{display:grid;grid-template-columns:3.25rem minmax(0,1fr) auto;gap:.125rem .5rem;padding:.5rem .75rem;border-bottom:1px solid var(--line)}
.r tr.row td{height:auto;padding:0!important;border:0;background:none;text-align:left}.r tr.und{background:var(--warn-soft)}
.r .rank{grid-column:1;grid-row:1}.r .name{grid-column:2;grid-row:1}.r td.total{grid-column:3;grid-row:1;font-size:.875rem;text-align:right!important}
.r td.grade{grid-column:2;grid-row:2}.r td.why{grid-column:3;grid-row:2;text-align:right!important}
.r td.part,.r td.marks{grid-column:2/4;display:flex;justify-content:space-between;gap:1rem;font-size:.75rem;color:var(--ink-2)}
.r td.marks{justify-content:flex-start;gap:.25rem}.r td.part::before{content:attr(data-label);color:var(--ink-3)}.r td.marks:empty,.r td.part:empty{display:none}
.r tr.cut td{padding:.25rem .75rem;height:auto}.r tr.cut b{display:block}
.v thead{display:none}.v,.v tbody,.v tr,.v td{display:block}.v tr{padding:.5rem .75rem;border-bottom:1px solid var(--line)}.v tbody td{height:auto;padding:0!important;border:0}
.v td[data-label]{display:flex;justify-content:space-between;gap:1rem;font-size:.75rem}.v td[data-label]::before{content:attr(data-label);color:var(--ink-3)}
.bill thead{display:none}.bill,.bill tbody,.bill tr,.bill td{display:block}
.bill tr{display:grid;grid-template-columns:minmax(0,1fr) auto;gap:0 .75rem;padding:.375rem .75rem;border-bottom:1px solid var(--line)}
.bill td,.bill tr.fact td{height:auto;padding:0!important;border:0}.bill .name{grid-column:1;grid-row:1}.bill .num{grid-column:2;grid-row:1}.bill .say,.bill .src{grid-column:1/3}
.bill tr.i1{padding-left:1.25rem!important}.bill tr.i2{padding-left:1.75rem!important}.bill tr.i3{padding-left:2.25rem!important}.bill tr.i4{padding-left:2.75rem!important}.bill tr.i5{padding-left:3.25rem!important}.bill tr.i6,.bill tr.i7{padding-left:3.75rem!important}
}
@media print{
@page{size:A4 landscape;margin:12mm}
html{font-size:14px}body{background:#fff}.top{display:none}main{max-width:none;padding:0}.jump{display:none}
.panel{border:0;border-top:1px solid var(--line-2);margin-bottom:4mm}.ph,.strip{padding-left:0;padding-right:0;break-inside:avoid;break-after:avoid}
.t th:first-child,.t td:first-child{padding-left:0}.t td{height:6mm;padding-top:.5mm;padding-bottom:.5mm}
.t tr{break-inside:avoid}.t tr.cut{break-before:avoid}thead{display:table-header-group}
.pl i,.t tr.cut td,.t tr.und td,.shen,.steps,.rate rect{-webkit-print-color-adjust:exact;print-color-adjust:exact}
.dist{max-width:110mm}
}
`;
