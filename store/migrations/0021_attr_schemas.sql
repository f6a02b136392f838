-- Attributes of each kind. A JSON Schema of integers, texts and booleans; x-zh and x-en name a property, x-unit its
-- unit, x-better says which of two values a buyer prefers, x-weight how much one unit counts in the measure of
-- performance that the shop sorts by (thousandths).
INSERT INTO attr_schema (kind, version, body, created_ms) VALUES
('vm', 1, '{"type":"object","required":["vcpu","memory_mib"],"additionalProperties":false,"properties":{
    "vcpu":{"type":"integer","minimum":1,"maximum":1024,"x-zh":"虚拟 CPU","x-en":"Virtual CPUs","x-unit":"","x-better":"more","x-weight":10000},
    "memory_mib":{"type":"integer","minimum":64,"maximum":16777216,"x-zh":"内存","x-en":"Memory","x-unit":"MiB","x-better":"more","x-weight":2},
    "disk_gib":{"type":"integer","minimum":0,"maximum":1000000,"x-zh":"磁盘","x-en":"Disk","x-unit":"GiB","x-better":"more","x-weight":20},
    "gpu":{"type":"integer","minimum":0,"maximum":64,"x-zh":"GPU 数","x-en":"GPUs","x-unit":"","x-better":"more","x-weight":500000},
    "gpu_model":{"type":"string","maxLength":60,"x-zh":"GPU 型号","x-en":"GPU model"},
    "bandwidth_mbps":{"type":"integer","minimum":0,"maximum":1000000,"x-zh":"带宽","x-en":"Bandwidth","x-unit":"Mbit/s","x-better":"more","x-weight":100},
    "template":{"type":"string","maxLength":120,"x-zh":"系统模板","x-en":"Template"},
    "fault":{"type":"string","maxLength":60,"x-zh":"演练故障","x-en":"Rehearsed fault"},
    "note":{"type":"string","maxLength":300,"x-zh":"说明","x-en":"Note"}
}}', 0),
('ai', 1, '{"type":"object","required":[],"additionalProperties":false,"properties":{
    "gpu":{"type":"integer","minimum":0,"maximum":10000,"x-zh":"加速卡数","x-en":"Accelerators","x-unit":"","x-better":"more","x-weight":500000},
    "gpu_model":{"type":"string","maxLength":60,"x-zh":"加速卡型号","x-en":"Accelerator model"},
    "gpu_memory_gib":{"type":"integer","minimum":0,"maximum":100000,"x-zh":"单卡显存","x-en":"Memory of one","x-unit":"GiB","x-better":"more","x-weight":3000},
    "tflops":{"type":"integer","minimum":0,"maximum":100000000,
        "x-zh":"算力 (FP16)","x-en":"Performance (FP16)","x-unit":"TFLOPS","x-better":"more","x-weight":1000},
    "vcpu":{"type":"integer","minimum":0,"maximum":100000,"x-zh":"CPU 核","x-en":"CPU cores","x-unit":"","x-better":"more","x-weight":10000},
    "memory_mib":{"type":"integer","minimum":0,"maximum":1073741824,"x-zh":"内存","x-en":"Memory","x-unit":"MiB","x-better":"more","x-weight":2},
    "disk_gib":{"type":"integer","minimum":0,"maximum":10000000,"x-zh":"磁盘","x-en":"Disk","x-unit":"GiB","x-better":"more","x-weight":20},
    "network":{"type":"string","maxLength":60,"x-zh":"互联网络","x-en":"Interconnect"},
    "template":{"type":"string","maxLength":120,"x-zh":"镜像","x-en":"Image"},
    "fault":{"type":"string","maxLength":60,"x-zh":"演练故障","x-en":"Rehearsed fault"},
    "note":{"type":"string","maxLength":300,"x-zh":"说明","x-en":"Note"}
}}', 0),
('hpc', 1, '{"type":"object","required":[],"additionalProperties":false,"properties":{
    "cores":{"type":"integer","minimum":0,"maximum":100000000,"x-zh":"核数上限","x-en":"Cores at most","x-unit":"","x-better":"more","x-weight":1000},
    "cpu_model":{"type":"string","maxLength":60,"x-zh":"CPU 型号","x-en":"CPU model"},
    "gflops_per_core":{"type":"integer","minimum":0,"maximum":100000,
        "x-zh":"单核算力","x-en":"Performance of a core","x-unit":"GFLOPS","x-better":"more","x-weight":10000},
    "memory_mib":{"type":"integer","minimum":0,"maximum":1073741824,"x-zh":"节点内存","x-en":"Memory of a node","x-unit":"MiB","x-better":"more","x-weight":2},
    "storage_gib":{"type":"integer","minimum":0,"maximum":1000000000,"x-zh":"存储配额","x-en":"Storage quota","x-unit":"GiB","x-better":"more","x-weight":1},
    "network":{"type":"string","maxLength":60,"x-zh":"互联网络","x-en":"Interconnect"},
    "scheduler":{"type":"string","maxLength":60,"x-zh":"作业调度","x-en":"Scheduler"},
    "fault":{"type":"string","maxLength":60,"x-zh":"演练故障","x-en":"Rehearsed fault"},
    "note":{"type":"string","maxLength":300,"x-zh":"说明","x-en":"Note"}
}}', 0),
('line', 1, '{"type":"object","required":[],"additionalProperties":false,"properties":{
    "bandwidth_mbps":{"type":"integer","minimum":1,"maximum":10000000,"x-zh":"带宽","x-en":"Bandwidth","x-unit":"Mbit/s","x-better":"more","x-weight":1000},
    "latency_us":{"type":"integer","minimum":0,"maximum":10000000,"x-zh":"时延","x-en":"Latency","x-unit":"us","x-better":"less"},
    "from_place":{"type":"string","maxLength":120,"x-zh":"起点","x-en":"From"},
    "to_place":{"type":"string","maxLength":120,"x-zh":"终点","x-en":"To"},
    "interface":{"type":"string","maxLength":60,"x-zh":"接口","x-en":"Interface"},
    "fault":{"type":"string","maxLength":60,"x-zh":"演练故障","x-en":"Rehearsed fault"},
    "note":{"type":"string","maxLength":300,"x-zh":"说明","x-en":"Note"}
}}', 0),
('device', 1, '{"type":"object","required":[],"additionalProperties":false,"properties":{
    "cpu_model":{"type":"string","maxLength":60,"x-zh":"CPU 型号","x-en":"CPU model"},
    "cores":{"type":"integer","minimum":0,"maximum":100000,"x-zh":"CPU 核","x-en":"CPU cores","x-unit":"","x-better":"more","x-weight":10000},
    "vcpu":{"type":"integer","minimum":0,"maximum":100000,"x-zh":"虚拟 CPU","x-en":"Virtual CPUs","x-unit":"","x-better":"more","x-weight":10000},
    "memory_mib":{"type":"integer","minimum":0,"maximum":1073741824,"x-zh":"内存","x-en":"Memory","x-unit":"MiB","x-better":"more","x-weight":2},
    "disk_gib":{"type":"integer","minimum":0,"maximum":10000000,"x-zh":"磁盘","x-en":"Disk","x-unit":"GiB","x-better":"more","x-weight":20},
    "gpu":{"type":"integer","minimum":0,"maximum":64,"x-zh":"GPU 数","x-en":"GPUs","x-unit":"","x-better":"more","x-weight":500000},
    "gpu_model":{"type":"string","maxLength":60,"x-zh":"GPU 型号","x-en":"GPU model"},
    "bandwidth_mbps":{"type":"integer","minimum":0,"maximum":10000000,"x-zh":"带宽","x-en":"Bandwidth","x-unit":"Mbit/s","x-better":"more","x-weight":100},
    "height_u":{"type":"integer","minimum":0,"maximum":60,"x-zh":"高度","x-en":"Height","x-unit":"U"},
    "template":{"type":"string","maxLength":120,"x-zh":"系统","x-en":"System"},
    "fault":{"type":"string","maxLength":60,"x-zh":"演练故障","x-en":"Rehearsed fault"},
    "note":{"type":"string","maxLength":300,"x-zh":"说明","x-en":"Note"}
}}', 0);
