/** The pages' looks: near enough to the real ones that a person knows where they are. */
export const style = `
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:flex;flex-direction:column;font:15px/1.5 "Segoe UI",system-ui,-apple-system,Roboto,"Liberation Sans",sans-serif;color:#1b1b1b;background:#fff}
main{flex:1;width:100%}
h1{font-size:24px;font-weight:600;line-height:1.25;margin:0 0 12px}
h2{font-size:17px;font-weight:600;margin:28px 0 8px}
p{margin:0 0 10px}
a{color:#0067b8}
code{font:13px/1.4 ui-monospace,"Liberation Mono",Menlo,monospace;background:rgba(0,0,0,.06);padding:1px 4px;border-radius:3px;overflow-wrap:anywhere}
button,.button{font:inherit;cursor:pointer;border:1px solid transparent;border-radius:4px;padding:7px 18px;text-decoration:none;display:inline-block}
input[type=text]{font:inherit;width:100%;padding:7px 2px;border:0;border-bottom:1px solid #666;outline:0}
input[type=text]:focus{border-color:#0067b8}
.quiet{color:#5c5c5c;font-size:13px}
.rehearsal{background:#fff8e1;border-top:3px solid #f2b200;color:#3d3000;padding:10px 20px;font-size:13px}
.rehearsal p{margin:0 0 4px;max-width:90ch}
.rehearsal p:last-child{margin:0}
.brand{font-weight:600}
.entra{background:#eef1f6}
.entra main{display:flex;align-items:center;justify-content:center;padding:32px 16px}
.entra .card{background:#fff;width:440px;max-width:100%;padding:40px 44px;box-shadow:0 2px 6px rgba(0,0,0,.2)}
.entra .brand{display:flex;align-items:center;gap:9px;color:#5e5e5e;font-size:19px;margin-bottom:18px}
.squares{display:grid;grid-template-columns:9px 9px;gap:2px}
.squares i{width:9px;height:9px;background:#f25022}.squares i:nth-child(2){background:#7fba00}.squares i:nth-child(3){background:#00a4ef}.squares i:nth-child(4){background:#ffb900}
.people{list-style:none;margin:8px -44px 12px;padding:0;max-height:320px;overflow-y:auto}
.people button{display:flex;gap:14px;align-items:center;width:100%;text-align:left;background:none;border-radius:0;padding:9px 44px;color:inherit}
.people button:hover,.people button:focus{background:#eaeaea}
.people b{display:block;font-weight:600;line-height:1.3}.people span span{font-size:13px;color:#5c5c5c}
.disc{flex:none;width:40px;height:40px;border-radius:50%;background:#0067b8;color:#fff;display:flex;align-items:center;justify-content:center;font-weight:600}
.entra .primary{background:#0067b8;color:#fff;border-radius:0;padding:6px 28px}
.right{text-align:right;margin-top:16px}
.message{overflow-wrap:anywhere}
.aws{background:#f2f3f3}
.bar{display:flex;align-items:center;justify-content:space-between;gap:16px;padding:11px 22px;color:#fff;background:#232f3e;font-size:14px}
.bar .brand{font-size:17px;letter-spacing:.2px}
.aws .bar .brand em{color:#ff9900;font-style:normal}
.aws main,.connect main{max-width:760px;margin:0 auto;padding:36px 22px}
.box{background:#fff;border:1px solid #d5dbdb;border-radius:8px;padding:26px 30px}
.aws .primary{background:#ec7211;color:#fff;border-radius:18px}
.aws fieldset{border:0;margin:0 0 16px;padding:0}
.aws label{display:block;padding:8px 0;border-top:1px solid #eaeded}
.connect{background:#f4f6fa}
.connect .bar{background:#0f2747}
.connect .primary,.company .primary,.start .primary{background:#1760c9;color:#fff}
.connect .secondary,.start .secondary,.aws .secondary{background:#fff;border-color:#7d8998;color:#16325c}
#panel{flex:1;display:flex;flex-direction:column}
.state{display:flex;align-items:center;gap:10px;background:#dff3e4;color:#0b4b1d;padding:13px 20px;font-weight:600}
.state i{width:11px;height:11px;border-radius:50%;background:#1d8f3b}
.ended .state{background:#fde8e6;color:#7a1710}.ended .state i{background:#c7291c}
.agent{padding:22px 20px;flex:1}
.keys{display:grid;grid-template-columns:repeat(3,1fr);gap:8px;max-width:260px;margin:18px 0}
.keys span{border:1px solid #d5dbe3;background:#fff;border-radius:6px;padding:9px 0;text-align:center;font-size:17px;color:#16325c}
.start main{max-width:880px;margin:0 auto;padding:40px 22px}
.start .bar{background:#3b2f6b}
.start table{border-collapse:collapse;width:100%;background:#fff;border:1px solid #dcdfe6}
.start{background:#f7f7fb}
.start td,.start th{text-align:left;padding:9px 12px;border-top:1px solid #e6e8ee;vertical-align:top;font-size:14px}
.start form{display:inline}
.company .bar{background:#0b5d56}
.company main{max-width:900px;margin:0 auto;padding:28px 22px}
.company iframe{width:100%;height:260px;border:2px solid #b5413a;border-radius:6px;background:#fff}
`;
